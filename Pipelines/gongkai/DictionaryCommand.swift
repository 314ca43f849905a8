import ArgumentParser
import PipelineStages
import TableExport

struct DictionaryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dictionary",
    abstract: "Prints the data dictionary, in English and Chinese, as Markdown.",
    discussion: "Every table, column, unit and code, with the labels of both forms. DICTIONARY.md is this text.")

  func run() async throws { writeToStandardOutput(DataDictionary.markdown) }
}
