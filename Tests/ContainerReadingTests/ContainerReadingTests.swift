import Testing

@testable import ContainerReading

@Suite struct ContainerReadingTests {}
