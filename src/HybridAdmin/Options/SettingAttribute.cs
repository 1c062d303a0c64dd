namespace HybridAdmin.Options;

/// <summary>Describes a setting, for the messages about it and for <c>src/docs/settings.md</c>.</summary>
/// <param name="example">A valid value, as an administrator writes it.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string example) : Attribute
{
    public string Example { get; } = example;

    /// <summary>
    /// The part of a message with the remedy, for example "write true or false"; null for the hint of the type.
    /// </summary>
    public string? Hint { get; init; }

    /// <summary>The default in words, if the value of the property does not express it.</summary>
    public string? Default { get; init; }

    /// <summary>True if the value is never shown.</summary>
    public bool Secret { get; init; }

    /// <summary>True if every character of the value counts, leading and trailing blanks included.</summary>
    public bool Verbatim { get; init; }

    /// <summary>True if the name is known but the setting is refused, because nothing uses it yet.</summary>
    public bool Unsupported { get; init; }
}

/// <summary>Names the section that an options class is read from.</summary>
/// <param name="name">The first part of the keys; empty for keys without a section.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SettingsSectionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>Limits the numbers that a dictionary of settings has as keys.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeysAttribute(int first, int last) : Attribute
{
    public int First { get; } = first;

    public int Last { get; } = last;
}

/// <summary>Allows a single text instead of an item: it is the value of the named property.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TextStandsForAttribute(string property) : Attribute
{
    public string Property { get; } = property;
}

/// <summary>An item of a list of settings, with members of its own.</summary>
internal abstract class SettingsItem
{
    /// <summary>The key of the item, for example "Api:Tokens:0".</summary>
    internal string Key { get; set; } = "";
}
