/// An option of a command, and the field of the command's value that it sets.
struct OptionBinding<Values>: Sendable {
    var option: Option
    /// Sets the field. The word is empty for an option without a value.
    let set: @Sendable (inout Values, Argument) throws(UsageError) -> Void

    typealias Field<Content> = any WritableKeyPath<Values, Content> & Sendable

    /// Returns an option without a value, which sets its field to a content.
    static func flag<Content: Sendable>(
        _ name: String, _ field: Field<Content>, _ content: Content, summary: String
    ) -> OptionBinding {
        OptionBinding(option: Option(name: name, summary: summary)) { values, _ in values[keyPath: field] = content }
    }

    /// Returns an option without a value, which sets its field to true.
    static func flag(_ name: String, _ field: Field<Bool>, summary: String) -> OptionBinding {
        flag(name, field, true, summary: summary)
    }

    /// Returns an option whose field is set to its parsed value.
    static func value<Content>(
        _ name: String, _ value: Option.Value, _ field: Field<Content>, summary: String,
        parse: @escaping @Sendable (Argument) throws(UsageError) -> Content
    ) -> OptionBinding {
        OptionBinding(option: Option(name: name, value: value, summary: summary)) { values, word throws(UsageError) in
            values[keyPath: field] = try parse(word)
        }
    }

    /// Returns the same option for values that contain these as a part.
    func on<Whole>(_ part: any WritableKeyPath<Whole, Values> & Sendable) -> OptionBinding<Whole> {
        OptionBinding<Whole>(option: option) { whole, word throws(UsageError) in try set(&whole[keyPath: part], word) }
    }
}

extension OptionBinding {
    /// Returns the same option, which a configuration file may set in these sections. `standard` is its default value.
    func configured(_ place: Option.Place, standard: String? = nil) -> OptionBinding {
        var binding = self
        binding.option.place = place
        binding.option.standard = standard ?? option.standard
        return binding
    }
}

extension Array {
    /// Returns the same options, which a configuration file may set in these sections.
    func configured<Values>(_ place: Option.Place) -> [OptionBinding<Values>] where Element == OptionBinding<Values> {
        map { $0.configured(place) }
    }

    /// Returns the same options for values that contain theirs as a part.
    func on<Whole, Values>(_ part: any WritableKeyPath<Whole, Values> & Sendable) -> [OptionBinding<Whole>]
    where Element == OptionBinding<Values> {
        map { $0.on(part) }
    }
}
