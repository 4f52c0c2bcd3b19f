public import SluiceCore

/// A data set that a run reads or writes, in the words of OpenLineage.
public struct OpenLineageDataset: Sendable {
  /// Where the values of an output's field come from.
  public struct ColumnOrigin: Sendable {
    /// Field of the output.
    public var field: String
    /// Namespace of the input.
    public var namespace: String
    /// Name of the input.
    public var name: String
    /// Field of the input.
    public var inputField: String
    /// Whether the values were changed on the way.
    public var isTransformed: Bool
    /// How, such as `pseudonym`.
    public var description: String
    /// Whether what was done hides personal data.
    public var isMasking: Bool

    /// A field carried over as it is, unless told otherwise.
    public init(
      field: String, namespace: String, name: String, inputField: String, isTransformed: Bool = false,
      description: String = "", isMasking: Bool = false
    ) {
      self.field = field
      self.namespace = namespace
      self.name = name
      self.inputField = inputField
      self.isTransformed = isTransformed
      self.description = description
      self.isMasking = isMasking
    }
  }

  /// Where it stands: `file` for local files, `s3://bucket` for objects.
  public var namespace: String
  /// Its path or name there.
  public var name: String
  /// Its fields and their labels.
  public var schema: Schema?
  /// URI of the place it comes from.
  public var sourceURI: String?
  /// Version, such as a digest.
  public var version: String?
  /// Who answers for it; a URN or a name.
  public var owner: String?
  /// Number of records.
  public var records: Int?
  /// Size in bytes.
  public var bytes: Int?
  /// Number of files.
  public var files: Int?
  /// For an output: where its fields come from.
  public var columns: [ColumnOrigin]

  /// A data set; what is left out is not told.
  public init(
    namespace: String, name: String, schema: Schema? = nil, sourceURI: String? = nil, version: String? = nil,
    owner: String? = nil, records: Int? = nil, bytes: Int? = nil, files: Int? = nil,
    columns: [ColumnOrigin] = []
  ) {
    self.namespace = namespace
    self.name = name
    self.schema = schema
    self.sourceURI = sourceURI
    self.version = version
    self.owner = owner
    self.records = records
    self.bytes = bytes
    self.files = files
    self.columns = columns
  }
}
