/// What a sentence speaks of, by group: the topic named last decides what a short trigger means.
extension PassageReader {
  /// Whether the last topic of the group before `position` is `topic`.
  func isTopic(_ topic: Int, at position: Int) -> Bool {
    var index = topicCount(upTo: position) - 1
    while index >= 0, position - topics[index].end < 1200 {
      if rules.topicGroups[topics[index].topic] == rules.topicGroups[topic] { return topics[index].topic == topic }
      index -= 1
    }
    return index < 0 && position < 1200 && inheritedTopics[rules.topicGroups[topic]] == topic
  }

  /// For each group, the topic named last near the passage's end.
  func lastTopics() -> [Int: Int] {
    var found: [Int: Int] = [:]
    for topic in topics.suffix(24) where bytes.count - topic.end < 1200 {
      found[rules.topicGroups[topic.topic]] = topic.topic
    }
    return found
  }

  private func topicCount(upTo position: Int) -> Int {
    var low = 0
    var high = topics.count
    while low < high {
      let middle = (low + high) / 2
      if topics[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether the sentence names two topics of one group before `position`, as 建议 and 提案.
  func hasRivalTopics(at position: Int) -> Bool {
    let sentence = sentenceStart(position)
    let end = topicCount(upTo: position)
    var index = end - 1
    while index >= 0, topics[index].end > sentence {
      for other in index + 1..<end
      where topics[other].topic != topics[index].topic
        && rules.topicGroups[topics[other].topic] == rules.topicGroups[topics[index].topic]
      {
        return true
      }
      index -= 1
    }
    return false
  }

  /// Whether one of `unwanted` was named in the sentence before `position`.
  func hasTopic(_ unwanted: Set<Int>, at position: Int) -> Bool {
    let sentence = sentenceStart(position)
    var index = topicCount(upTo: position) - 1
    while index >= 0, topics[index].end > max(sentence, position - 600) {
      if unwanted.contains(topics[index].topic) { return true }
      index -= 1
    }
    return false
  }
}
