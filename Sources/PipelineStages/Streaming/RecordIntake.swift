import Glibc

/// Takes streams of records into the work area, as if one run had read all their documents.
struct RecordIntake {
  static let suffix = ".records"
  let options: PipelineOptions

  private struct Linked {
    var page: String
    var outcome: ExtractOutcome
  }

  /// What `check` found of whole streams.
  struct Checked {
    var files: [String]
    var conditions: [UInt8]
    var startedAt: Int64
  }

  /// Reads all streams to their end: where one is cut, damaged, of another build or missing, none is taken.
  func check(_ paths: [String]) throws -> Checked {
    let files = try Self.files(paths)
    var partitions: [Int: Set<Int>] = [:]
    var conditions: [UInt8]?
    var startedAt = Int64.max
    for file in files {
      let reader = try FrameReader(file)
      let header = reader.header
      if let conditions, conditions != header.conditions {
        throw PipelineError.stream(.otherOptions(name: file, what: "limits than those of \(files[0])"))
      }
      if !header.rules.isEmpty, header.rules != options.rules.factsHash {
        throw PipelineError.stream(.otherOptions(name: file, what: "rules"))
      }
      conditions = header.conditions
      startedAt = min(startedAt, header.startedAt)
      if header.partitionCount > 0 { partitions[header.partitionCount, default: []].insert(header.partition) }
      while try reader.next() != nil {}
    }
    for (count, numbers) in partitions {
      guard let missing = (0..<count).first(where: { !numbers.contains($0) }) else { continue }
      let what = "\(count - numbers.count) of \(count) partitions are missing, the first is number \(missing)"
      throw PipelineError.stream(.incomplete(name: paths.joined(separator: " "), what: what))
    }
    return Checked(files: files, conditions: conditions ?? options.conditions, startedAt: startedAt)
  }

  /// Takes checked streams: ledger, records of both stages.
  func take(_ checked: Checked, _ workArea: WorkArea, _ forgotten: ForgottenDocuments, _ ahead: NormalizeAhead) throws
    -> ExtractSummary
  {
    let segments = try workArea.records(of: .extracted)
    _ = try ahead.start(workArea)
    var run = ExtractRun(options: options, ledger: workArea.ledger(), unwanted: Set(forgotten.reasons.keys))
    run.ahead = ahead
    var linked: [String: [Linked]] = [:]
    for file in checked.files {
      let reader = try FrameReader(file)
      while let item = try reader.next() {
        var outcome = ExtractOutcome(kind: .done, sighting: item.sighting, witness: item.witness)
        if let hash = item.sighting.documentHash, run.unwanted.contains(hash) {
          outcome.kind = .unwanted
        } else if item.role == .container {
          outcome.kind = .containerEnd
        } else if let extracted = item.extracted, case .report(let key) = item.sighting.state {
          outcome.kind = .made(key, compressed: extracted, normalized: item.normalized)
          if segments.contains(key) {
            // Of an earlier run, or of another partition.
            if let normalized = item.normalized { try ahead.keep(normalized, for: key) }
            outcome.kind = .done
          }
        }
        if item.role == .linked {
          if case .made(let key, let extracted, let normalized) = outcome.kind {
            try segments.append(key, compressed: extracted)
            if let normalized { try ahead.keep(normalized, for: key) }
          }
          if case .unwanted = outcome.kind { continue }
          outcome.kind = .done
          outcome.isRepeated = true
          linked[item.sighting.path, default: []].append(Linked(page: item.page, outcome: outcome))
        } else {
          try run.consume(outcome, segments)
        }
      }
    }
    for (target, page) in run.resolvePages(known: [:]).sorted(by: { $0.key < $1.key }) {
      guard let found = linked[target]?.last(where: { $0.page == page.path }) else { continue }
      try run.consume(found.outcome, segments)
    }
    try segments.closeSegment()
    try run.finish(workArea, conditions: checked.conditions, startedAt: checked.startedAt)
    return run.summary
  }

  /// The files of the streams; of a folder those that are finished.
  private static func files(_ paths: [String]) throws(PipelineError) -> [String] {
    var files: [String] = []
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0 else { throw .stream(.unreadable(name: path, errorNumber: errno)) }
      guard status.st_mode & S_IFMT == S_IFDIR else {
        files.append(path)
        continue
      }
      let names = try FileNames.list(path).filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
      files += names.map { path + "/" + $0 }
    }
    if files.isEmpty {
      let what = "there is no file whose name ends in \(suffix)"
      throw .stream(.incomplete(name: paths.joined(separator: " "), what: what))
    }
    return files
  }
}
