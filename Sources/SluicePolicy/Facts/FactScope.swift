/// What a fact is about: the run as a whole, or one of the things of a kind that the run deals with.
public enum FactScope: String, Sendable, CaseIterable {
  /// The run: its controller, purposes, measures and measurements.
  case run
  /// One ingested dataset.
  case dataset
  /// One stage that lets data out.
  case sink
  /// One declared recipient.
  case recipient
  /// One declared processor or sub-processor.
  case processor
  /// One declared holder of keys.
  case keyHolder
  /// One open request of a data subject.
  case request
  /// One person or office whose sign-offs count.
  case signer
}
