/// Sentences of our own invention with the figures they must give, and traps that must give none.
let ownSentences: [SentenceSample] = [
]
