import Testing

@testable import ConfinedPrograms

@Suite struct ConfinedProgramsTests {}
