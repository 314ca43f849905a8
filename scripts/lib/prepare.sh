# Sourced by the other scripts: makes sure that the system packages are there. Installs nothing that is present.
set -euo pipefail

project_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$project_root"

# header or command that shows the package is there : Debian package
needed="/usr/include/zstd.h:libzstd-dev /usr/include/libxml2/libxml/parser.h:libxml2-dev \
/usr/include/xlsxwriter.h:libxlsxwriter-dev /usr/include/archive.h:libarchive-dev /usr/include/zlib.h:zlib1g-dev pdftotext:poppler-utils \
/usr/share/poppler/cMap/Adobe-GB1/UniGB-UCS2-H:poppler-data pkg-config:pkg-config zstd:zstd python3:python3 flock:util-linux"

missing_packages() {
  local item probe
  for item in $needed; do
    probe=${item%%:*}
    case $probe in
      /*) [ -e "$probe" ] || echo "${item##*:}" ;;
      *) command -v "$probe" >/dev/null 2>&1 || echo "${item##*:}" ;;
    esac
  done
  python3 -c 'import venv, ensurepip' 2>/dev/null || echo python3-venv
}

install_missing_packages() {
  local missing become=""
  missing=$(missing_packages | tr '\n' ' ')
  [ -n "${missing// /}" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "These packages are missing: $missing" >&2
    echo "Install them with your system's package manager, then run this script again." >&2
    exit 1
  fi
  [ "$(id -u)" = 0 ] || become=sudo
  echo "Installing system packages: $missing" >&2
  $become apt-get update -qq >&2
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $become apt-get install -y -qq $missing >&2
}

require_swift() {
  command -v swift >/dev/null 2>&1 && return 0
  echo "No Swift toolchain was found." >&2
  echo "Install Swift 6.1 or newer from https://www.swift.org/install and put it on PATH." >&2
  exit 1
}
