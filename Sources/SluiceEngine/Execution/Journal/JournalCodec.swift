internal import SluiceCore

extension JournalEntry {
  /// The entry as one JSON object.
  var json: JSON {
    var json: JSON = [
      "frames": JSON(frames.map { JSON([JSON($0.sequence), $0.tally.json]) }),
      "receipts": JSON(receipts.map(\.json)), "done": JSON(isDone),
    ]
    json["digests"] = shardDigests?.json
    json["assertions"] = JSON(
      assertions.map {
        [
          "stage": JSON($0.stage), "that": JSON($0.outcome.expression), "holds": JSON($0.outcome.holds),
          "observed": $0.outcome.observed,
        ]
      })
    return json
  }

  /// Reads an entry; nil if it has another shape.
  init?(_ json: JSON) {
    guard let frames = json["frames"]?.array, let receipts = json["receipts"]?.array,
      let isDone = json["done"]?.bool
    else { return nil }
    self.frames = frames.compactMap { pair in
      guard let parts = pair.array, parts.count == 2, let sequence = parts[0].integer,
        let tally = FrameTally(parts[1])
      else { return nil }
      return (sequence, tally)
    }
    self.receipts = receipts.compactMap(TerminalReceipt.init)
    self.isDone = isDone
    shardDigests = json["digests"].flatMap(ShardDigests.init)
    assertions = (json["assertions"]?.array ?? []).compactMap { each in
      guard let stage = each["stage"]?.integer, let that = each["that"]?.string,
        let holds = each["holds"]?.bool,
        let observed = each["observed"]
      else { return nil }
      return RecordedAssertion(
        stage: stage,
        outcome: AssertionOutcome(expression: that, holds: holds, observed: observed, place: Place()))
    }
    guard self.frames.count == frames.count, self.receipts.count == receipts.count else { return nil }
  }
}

extension TerminalReceipt {
  fileprivate var json: JSON {
    [
      "terminal": JSON(terminal), "file": JSON(receipt.file), "details": receipt.details,
      "nextFrame": JSON(receipt.nextFrame), "nextRow": JSON(receipt.nextRow),
      "steps": JSON(steps.map { JSON([JSON($0.sequence), $0.origin.json, $0.tally.json]) }),
      "placed": JSON(
        placed.map {
          JSON([
            $0.origin.json, JSON($0.placement.file), JSON($0.placement.firstDocument),
            JSON(OrdinalList.text($0.placement.ordinals)),
          ])
        }),
    ]
  }

  fileprivate init?(_ json: JSON) {
    guard let terminal = json["terminal"]?.integer, let file = json["file"]?.integer,
      let details = json["details"], let nextFrame = json["nextFrame"]?.integer,
      let nextRow = json["nextRow"]?.integer, let steps = json["steps"]?.array,
      let placed = json["placed"]?.array
    else { return nil }
    self.terminal = terminal
    receipt = SinkReceipt(file: file, details: details, nextFrame: nextFrame, nextRow: nextRow)
    self.steps = steps.compactMap { step in
      guard let parts = step.array, parts.count == 3, let sequence = parts[0].integer,
        let origin = Frame.Origin(parts[1]), let tally = FrameTally.Stage(parts[2])
      else { return nil }
      return Step(sequence: sequence, origin: origin, tally: tally)
    }
    self.placed = placed.compactMap { each in
      guard let parts = each.array, parts.count == 4, let origin = Frame.Origin(parts[0]),
        let file = parts[1].integer, let first = parts[2].integer, let text = parts[3].string,
        let ordinals = OrdinalList.read(text)
      else { return nil }
      return Placed(
        origin: origin, placement: Placement(file: file, firstDocument: first, ordinals: ordinals))
    }
    guard self.steps.count == steps.count, self.placed.count == placed.count else { return nil }
  }
}

extension Frame.Origin {
  fileprivate var json: JSON { JSON([JSON(source), JSON(shard), JSON(frame), JSON(Int(firstRecord))]) }

  fileprivate init?(_ json: JSON) {
    guard let parts = json.array?.compactMap(\.integer), parts.count == 4, parts[3] >= 0 else { return nil }
    self.init(source: parts[0], shard: parts[1], frame: parts[2], firstRecord: UInt64(parts[3]))
  }
}

extension FrameTally {
  fileprivate var json: JSON {
    var object = JSONObject([
      .init("origin", origin.json), .init("records", JSON(records)),
      .init("stages", JSON(stages.map(\.json))),
    ])
    if !faults.isEmpty { object["faults"] = JSON(faults.map(\.json)) }
    return JSON(object)
  }

  fileprivate init?(_ json: JSON) {
    guard let origin = json["origin"].flatMap(Frame.Origin.init), let records = json["records"]?.integer,
      let stages = json["stages"]?.array
    else { return nil }
    let faults = json["faults"]?.array ?? []
    self.init(
      origin: origin, records: records, stages: stages.compactMap(FrameTally.Stage.init),
      faults: faults.compactMap(FrameTally.Fault.init))
    guard self.stages.count == stages.count, self.faults.count == faults.count else { return nil }
  }
}

extension FrameTally.Fault {
  fileprivate var json: JSON {
    JSON([
      JSON(Int(record)), JSON(line), JSON(byteOffset), JSON(reason), entry.map { JSON($0) } ?? nil,
      field.map { JSON($0) } ?? nil,
    ])
  }

  fileprivate init?(_ json: JSON) {
    guard let parts = json.array, parts.count == 6, let record = parts[0].integer, record >= 0,
      let line = parts[1].integer, let byteOffset = parts[2].integer, let reason = parts[3].integer
    else { return nil }
    self.init(
      record: UInt64(record), line: line, byteOffset: byteOffset, reason: reason, entry: parts[4].string,
      field: parts[5].string)
  }
}

extension FrameTally.Stage {
  fileprivate var json: JSON {
    JSON([
      JSON(stage), JSON(recordsIn), JSON(recordsOut.map { JSON($0) }),
      JSON(drops.map { JSON([JSON($0.reason), JSON(OrdinalList.text($0.ordinals))]) }),
      JSON(counts.map { JSON($0) }),
    ])
  }

  fileprivate init?(_ json: JSON) {
    guard let parts = json.array, parts.count == 5, let stage = parts[0].integer,
      let recordsIn = parts[1].integer, let recordsOut = parts[2].array, let drops = parts[3].array,
      let counts = parts[4].array
    else { return nil }
    self.init(
      stage: stage, recordsIn: recordsIn, recordsOut: recordsOut.compactMap(\.integer),
      counts: counts.compactMap(\.integer))
    for drop in drops {
      guard let pair = drop.array, pair.count == 2, let reason = pair[0].integer,
        let ordinals = pair[1].string.flatMap(OrdinalList.read)
      else { return nil }
      self.drops.append((reason, ordinals))
    }
  }
}

/// Record numbers in the order of the frame, as base64url of varint differences.
enum OrdinalList {
  /// The list as text; `ordinals` never fall.
  static func text(_ ordinals: [UInt32]) -> String {
    var bytes: [UInt8] = []
    var last: UInt32 = 0
    for ordinal in ordinals {
      var difference = ordinal &- last
      last = ordinal
      while difference >= 128 {
        bytes.append(UInt8(truncatingIfNeeded: difference) | 128)
        difference >>= 7
      }
      bytes.append(UInt8(difference))
    }
    return Base64.urlString(bytes)
  }

  /// The list that `text` spells, or nil if it is damaged.
  static func read(_ text: String) -> [UInt32]? {
    guard let bytes = Base64.urlBytes(text) else { return nil }
    var ordinals: [UInt32] = []
    var last: UInt32 = 0
    var difference: UInt32 = 0
    var shift: UInt32 = 0
    for byte in bytes {
      guard shift < 32 else { return nil }
      difference |= UInt32(byte & 127) << shift
      if byte < 128 {
        last = last &+ difference
        ordinals.append(last)
        difference = 0
        shift = 0
      } else {
        shift += 7
      }
    }
    return shift == 0 ? ordinals : nil
  }
}
