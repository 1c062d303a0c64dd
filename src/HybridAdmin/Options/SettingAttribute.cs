namespace HybridAdmin.Options;

/// <summary>Describes a setting: for the messages about it and for <c>src/docs/settings.md</c>.</summary>
/// <param name="example">A right value, as an administrator writes it.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string example) : Attribute
{
    public string Example { get; } = example;

    /// <summary>
    /// The part of a message that says what to do, for example "write true or false"; null: the type's own.
    /// </summary>
    public string? Hint { get; init; }

    /// <summary>The default in words, where the value of the property does not say it.</summary>
    public string? Default { get; init; }

    /// <summary>The value is never shown.</summary>
    public bool Secret { get; init; }

    /// <summary>Every character of the value counts, blanks at its ends too.</summary>
    public bool Verbatim { get; init; }

    /// <summary>The name is known and the setting is refused, because nothing would act on it yet.</summary>
    public bool Unsupported { get; init; }
}

/// <summary>Names the section that an options class is read from.</summary>
/// <param name="name">The first part of the keys; empty: the keys stand alone.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SettingsSectionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>Bounds the numbers that a dictionary of settings has as keys.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeysAttribute(int first, int last) : Attribute
{
    public int First { get; } = first;

    public int Last { get; } = last;
}

/// <summary>Lets one text stand for an item: it is the value of the named property.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TextStandsForAttribute(string property) : Attribute
{
    public string Property { get; } = property;
}

/// <summary>An item of a list of settings that has members of its own.</summary>
internal abstract class SettingsItem
{
    /// <summary>Where it stands, for example "Api:Tokens:0".</summary>
    internal string Key { get; set; } = "";
}
