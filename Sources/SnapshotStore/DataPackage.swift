import FactTables
import FoundationEssentials

/// The `datapackage.json` of a snapshot: Frictionless Data Package v2, generated from the table declarations.
struct DataPackage: Encodable {
  var profile = "https://datapackage.org/profiles/2.0/datapackage.json"
  var name = "gongkai"
  var title = "Facts of Chinese open-government annual reports"
  var version: String
  var resources: [Resource]

  enum CodingKeys: String, CodingKey {
    case profile = "$schema"
    case name, title, version, resources
  }

  struct Resource: Encodable {
    var name: String
    var type = "table"
    var description: String
    var path: [String]?
    /// A table without rows has no file; its header stands here, and what describes files is left out.
    var data: [[String]]?
    var format: String?
    var mediatype: String?
    var encoding: String?
    var compression: String?
    var schema: Schema
  }

  struct Schema: Encodable {
    var profile = "https://datapackage.org/profiles/2.0/tableschema.json"
    var fields: [Field]
    var missingValues = [""]
    var primaryKey: [String]?
    /// The key of a table in whose key a null may stand, which a primary key does not allow.
    var uniqueKeys: [[String]]?
    var foreignKeys: [Reference]?

    enum CodingKeys: String, CodingKey {
      case profile = "$schema"
      case fields, missingValues, primaryKey, uniqueKeys, foreignKeys
    }
  }

  struct Field: Encodable {
    var name: String
    var type: String
    var description: String
    var unit: String?
    var constraints: Constraints?
  }

  struct Constraints: Encodable {
    var required: Bool?
    var `enum`: [String]?
  }

  struct Reference: Encodable {
    var fields: [String]
    var reference: Target

    struct Target: Encodable {
      var resource: String
      var fields: [String]
    }
  }

  /// Describes the tables and files of a manifest.
  init(manifest: Manifest) {
    version = manifest.schemaVersion
    resources = TableSchemas.all.map { Resource($0, files: manifest.files(of: $0.table).map(\.path)) }
  }

  func json() throws(StoreError) -> [UInt8] { try StoreJSON.encode(self, path: "datapackage.json") }
}

extension DataPackage.Resource {
  init(_ table: TableSchema, files: [String]) {
    name = table.name
    description = table.description
    if files.isEmpty {
      data = [table.columns.map(\.name)]
    } else {
      (path, format, mediatype, encoding, compression) = (files, "csv", "text/csv", "utf-8", "zst")
    }
    schema = DataPackage.Schema(
      fields: table.columns.map(DataPackage.Field.init),
      primaryKey: table.hasRequiredKey ? table.primaryKey : nil,
      uniqueKeys: table.hasRequiredKey ? nil : [table.primaryKey],
      foreignKeys: table.foreignKeys.map {
        .init(fields: [$0.column], reference: .init(resource: $0.table.rawValue, fields: [$0.referencedColumn]))
      })
  }
}

extension DataPackage.Field {
  init(_ column: ColumnSchema) {
    name = column.name
    type =
      switch column.type {
      case .integer: "integer"
      case .decimal: "number"
      case .text: "string"
      case .date: "date"
      case .boolean: "boolean"
      }
    description = column.description
    unit = column.unit
    if column.isRequired || column.allowedValues != nil {
      constraints = .init(required: column.isRequired ? true : nil, enum: column.allowedValues)
    }
  }
}
