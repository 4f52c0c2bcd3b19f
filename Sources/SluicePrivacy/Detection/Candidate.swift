/// What a stretch of text may be, before the best reading is chosen.
struct Candidate {
  var type: IdentifierType
  var range: Range<Int>
  var score: Float
  var evidence: Evidence
}
