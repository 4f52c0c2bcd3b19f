internal import SluiceCore
internal import SluiceStorage

/// Keeps records that could not be read, sealed with the run's key: one file for each frame that has any.
enum Quarantine {
  /// Writes the faults of a frame with the bytes they concern; writing them again replaces the file.
  static func write(
    _ faults: [(fault: FrameTally.Fault, bytes: [UInt8])], origin: Frame.Origin, in resources: RunResources
  ) throws(SluiceError) {
    var lines: [UInt8] = []
    for (fault, bytes) in faults {
      var json: JSON = [
        "record": JSON(Int(fault.record)), "line": JSON(fault.line), "byteOffset": JSON(fault.byteOffset),
        "reason": JSON(IngestStage.declaration.dropReasons[fault.reason]),
        "bytes": JSON(Base64.string(bytes)),
      ]
      json["entry"] = fault.entry.map { JSON($0) }
      json["field"] = fault.field.map { JSON($0) }
      lines += Array((json.compact + "\n").utf8)
    }
    let name = QuarantineName(origin)
    let sealed = try resources.runKey.seal(lines, context: name.context)
    try AtomicFile.write(
      sealed, to: Path.join(Path.join(resources.runFolder, "quarantine"), name.file), in: resources.fileSystem
    )
  }
}
