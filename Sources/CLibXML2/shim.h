// Debian builds libxml2 with ICU, whose headers clash with those inside of Foundation; nothing here needs them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/SAX2.h>

/// Frees what libxml2 allocated: `xmlFree` is a variable, which Swift may not touch.
static inline void libxml_free(void *pointer) { xmlFree(pointer); }
