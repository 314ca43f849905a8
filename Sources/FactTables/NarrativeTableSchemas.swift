// The tables that hold the figures of running text.
extension TableSchemas {
  /// Social-media figures.
  public static let microblog = facts(
    .microblog, "Social-media figures from the narrative: posts, followers, reads, videos and the like.",
    // No shorter key exists: one line may tell two figures of one metric. Wholly equal rows are one row.
    key: ["platform", "account", "metric", "period", "scope", "source_line", "quote"] + figureKey,
    [
      ColumnSchema("platform", .text, "Platform code, as weibo; joint figures of several have a joint code."),
      ColumnSchema("account", .text, isRequired: false, "Name of the account; null where none is named."),
    ] + figureColumns)

  /// The other figures of the narrative.
  public static let engagement = facts(
    .engagement, "The other figures of the narrative: consultations, publications, proposals, meetings and the like.",
    key: ["channel", "metric", "period", "scope", "source_line", "quote"] + figureKey,
    [
      ColumnSchema("channel", .text, isRequired: false, "Channel code, as website; null where none is named.")
    ] + figureColumns)

  private static let figureKey = ["value", "value_low", "value_high", "qualifier", "unit"]

  private static let figureColumns: [ColumnSchema] = [
    ColumnSchema("metric", .text, "Code of what is counted, as posts."),
    ColumnSchema(
      "value", .decimal(places: 4), isRequired: false, "Figure as told; null where only bounds or nothing follows."),
    ColumnSchema(
      "value_low", .decimal(places: 4), isRequired: false, "Least value that fits the words, inclusive; null if open."),
    ColumnSchema(
      "value_high", .decimal(places: 4), isRequired: false,
      "Greatest value that fits the words, inclusive; null if open."),
    ColumnSchema("qualifier", .text, "How the words hedge the figure.", allowedValues: FactCodes.qualifiers),
    ColumnSchema("unit", .text, isRequired: false, "Unit as printed, percent or rank; null where there is none."),
    ColumnSchema("period", .text, isRequired: false, "Year or part of a year; null where it cannot be known."),
    ColumnSchema(
      "scope", .text, isRequired: false, "What part of the year or the body it is about; null is the year as a whole.",
      allowedValues: FactCodes.figureScopes),
    ColumnSchema("quote", .text, "Shortest slice of the document's text that carries the figure."),
  ]
}
