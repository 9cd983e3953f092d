/// A form that was right, and asked for a change.
struct AppliedForm: Equatable, Sendable {
    let kind: Form.Kind
    let result: FormResult
}
