internal import SluiceCore

extension OpenLineageDataset {
  enum Role { case input, output }

  func json(as role: Role, producer: String) -> JSON {
    let statistics = statistics(as: role, producer: producer)
    return JSON(
      JSONObject(known: [
        "namespace": JSON(namespace), "name": JSON(name), "facets": facets(as: role, producer: producer).json,
        role == .input ? "inputFacets" : "outputFacets": statistics.json,
      ]))
  }

  private func facets(as role: Role, producer: String) -> OpenLineageFacets {
    var facets = OpenLineageFacets(producer: producer)
    if let schema {
      facets.add(
        "schema", "SchemaDatasetFacet", version: "1-2-0",
        JSONObject(known: ["fields": JSON(schema.fields.enumerated().map { $1.facet(position: $0 + 1) })]))
    }
    if let sourceURI {
      facets.add(
        "dataSource", "DatasourceDatasetFacet", version: "1-0-1",
        JSONObject(known: ["name": JSON(name), "uri": JSON(sourceURI)]))
    }
    if let version {
      facets.add(
        "version", "DatasetVersionDatasetFacet", version: "1-0-1",
        JSONObject(known: ["datasetVersion": JSON(version)]))
    }
    if let owner { facets.add("ownership", "OwnershipDatasetFacet", version: "1-0-1", .owners(owner)) }
    if role == .output, !columns.isEmpty {
      facets.add("columnLineage", "ColumnLineageDatasetFacet", version: "1-2-0", columnLineage)
    }
    return facets
  }

  private func statistics(as role: Role, producer: String) -> OpenLineageFacets {
    var facets = OpenLineageFacets(producer: producer)
    guard records != nil || bytes != nil || files != nil else { return facets }
    let counts = JSONObject(known: [
      "rowCount": records.map { JSON($0) }, "size": bytes.map { JSON($0) },
      "fileCount": files.map { JSON($0) },
    ])
    switch role {
    case .input:
      facets.add("inputStatistics", "InputStatisticsInputDatasetFacet", version: "1-0-0", counts)
      facets.add(
        "dataQualityMetrics", "DataQualityMetricsInputDatasetFacet", version: "1-0-3",
        JSONObject(known: [
          "rowCount": records.map { JSON($0) }, "bytes": bytes.map { JSON($0) },
          "fileCount": files.map { JSON($0) }, "columnMetrics": [:],
        ]))
    case .output:
      facets.add("outputStatistics", "OutputStatisticsOutputDatasetFacet", version: "1-0-2", counts)
    }
    return facets
  }

  private var columnLineage: JSONObject {
    var fields = JSONObject()
    for column in columns {
      let origin = JSON(
        JSONObject(known: [
          "namespace": JSON(column.namespace), "name": JSON(column.name), "field": JSON(column.inputField),
          "transformations": [
            [
              "type": "DIRECT", "subtype": column.isTransformed ? "TRANSFORMATION" : "IDENTITY",
              "description": JSON(column.description), "masking": JSON(column.isMasking),
            ]
          ],
        ]))
      let known = fields[column.field]?["inputFields"]?.array ?? []
      fields[column.field] = ["inputFields": JSON(known + [origin])]
    }
    return JSONObject(known: ["fields": JSON(fields)])
  }
}

extension Field {
  fileprivate func facet(position: Int) -> JSON {
    JSON(
      JSONObject(known: [
        "name": JSON(name), "type": JSON(type.rawValue), "description": JSON(label.description),
        "ordinal_position": JSON(position),
      ]))
  }
}
