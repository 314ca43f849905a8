import StatutoryForm
import TestSupport
import Testing

/// Corpora for measuring speed are right in every cell too, and as large as they say.
@Suite("the corpora for measuring speed")
struct CorpusProfileTests {
  private let corpus = CorpusGenerator(seed: 7)

  @Test("the accuracy profile is the corpus as it was")
  func accuracyProfile() {
    for index in 0..<10 {
      #expect(corpus.document(index, profile: .accuracy).bytes == corpus.document(index).bytes)
    }
  }

  @Test("pages and texts have their size, every cell and no broken identity", arguments: [CorpusProfile.html, .text])
  func cleanProfiles(profile: CorpusProfile) {
    for index in 0..<21 {
      let document = corpus.document(index, profile: profile)
      let sizes = profile == .html ? 60_000...120_000 : 4_000...20_000
      #expect(sizes.contains(document.bytes.count), "document \(index) has \(document.bytes.count) bytes")
      #expect(document.messes.isEmpty)
      #expect(document.violations.isEmpty)
      #expect(document.year == 2019 + index % 7)
      #expect(document.bytes == CorpusGenerator(seed: 7).document(index, profile: profile).bytes)
    }
  }

  @Test("what a year carries forward, the next carries in")
  func carriedApplications() {
    var checkedCount = 0
    for index in 0..<140 where index % 7 < 6 {
      let (year, next) = (corpus.document(index, profile: .text), corpus.document(index + 1, profile: .text))
      #expect(year.agency == next.agency)
      for column in FormColumn.applicants {
        let forward = year.cells.first { $0.place == CorpusPlace(.carriedForward, column) }?.value
        let carried = next.cells.first { $0.place == CorpusPlace(.carriedIn, column) }?.value
        #expect(forward == carried)
        if forward?.coefficient != 0 { checkedCount += 1 }
      }
    }
    #expect(checkedCount > 0)
  }

  @Test("a mix has pages, texts and a few documents with mess")
  func mix() {
    let documents = (0..<200).map { corpus.document($0, profile: .mix) }
    #expect(documents.count { $0.medium == .html } == 134)
    #expect((1...30).contains(documents.count { !$0.messes.isEmpty }))
  }
}
