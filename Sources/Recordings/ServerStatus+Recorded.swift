internal import JSONText
import Queues

extension ServerStatus {
    /// The status as a value.
    var recorded: JSON {
        [
            "address": .string(address), "database": .number(database), "version": .text(version),
            "product": .text(product), "usedMemory": .number(usedMemory), "maxMemory": .number(maxMemory),
            "evictionPolicy": .text(evictionPolicy), "clients": .number(clients), "replica": .boolean(isReplica),
            "cluster": .boolean(isCluster), "loading": .boolean(isLoading),
            "snapshotFailed": .boolean(hasSnapshotFailed), "appendFailed": .boolean(hasAppendFailed),
            "masterLost": .boolean(isMasterLost), "masterLostFor": .number(masterLostFor),
            "replicaLag": .number(replicaLag), "nodes": .array(nodes.map(\.recorded)),
        ]
    }

    init(recorded json: JSON) {
        self.init(address: json["address"]?.text ?? "", database: json["database"]?.count ?? 0)
        (version, product) = (json["version"]?.text, json["product"]?.text)
        (usedMemory, maxMemory) = (json["usedMemory"]?.integer, json["maxMemory"]?.integer)
        (evictionPolicy, clients) = (json["evictionPolicy"]?.text, json["clients"]?.count)
        (isReplica, isCluster) = (json["replica"]?.boolean == true, json["cluster"]?.boolean == true)
        isLoading = json["loading"]?.boolean == true
        hasSnapshotFailed = json["snapshotFailed"]?.boolean == true
        hasAppendFailed = json["appendFailed"]?.boolean == true
        (isMasterLost, masterLostFor) = (json["masterLost"]?.boolean == true, json["masterLostFor"]?.count)
        replicaLag = json["replicaLag"]?.count
        nodes = json["nodes"]?.elements?.compactMap { ServerNode(recorded: $0) } ?? []
    }
}

extension ServerNode {
    fileprivate var recorded: JSON {
        [
            "address": .string(address), "slots": .number(slots), "replicas": .number(replicas),
            "problem": .text(problem),
        ]
    }

    fileprivate init?(recorded json: JSON) {
        guard let address = json["address"]?.text else { return nil }
        self.init(
            address: address, slots: json["slots"]?.count, replicas: json["replicas"]?.count ?? 0,
            problem: json["problem"]?.text)
    }
}

extension JSON {
    /// Returns a text; null for nil.
    fileprivate static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
}
