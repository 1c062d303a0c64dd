namespace HybridAdmin.Core.Recipients.Properties;

/// <summary>Values of the plain properties of one object. Immutable; compared by value.</summary>
public readonly struct PropertyTexts : IEquatable<PropertyTexts>
{
    private readonly string?[]? texts;

    private PropertyTexts(string?[] texts) => this.texts = texts;

    /// <summary>The value; null if there is none or the property is not a plain one.</summary>
    public string? this[RecipientProperty property] =>
        texts is not null && property.PlainPlace is { } place ? texts[place] : null;

    /// <param name="texts">The values by <see cref="RecipientProperty.PlainPlace"/>; the array is not copied. Null if
    /// there are none.</param>
    internal static PropertyTexts FromPlaces(string?[]? texts) => texts is null ? default : new PropertyTexts(texts);

    /// <summary>Creates the values with a reader; an empty text counts as no value.</summary>
    public static PropertyTexts Of(Func<RecipientProperty, string?> read)
    {
        string?[]? found = null;
        foreach (var property in RecipientProperties.Plain)
        {
            if (read(property) is { Length: > 0 } text)
                (found ??= new string?[RecipientProperties.Plain.Count])[property.PlainPlace!.Value] = text;
        }

        return found is null ? default : new PropertyTexts(found);
    }

    /// <summary>A copy with a different value of one property.</summary>
    public PropertyTexts With(RecipientProperty property, string? text)
    {
        var before = this;
        return Of(p => p == property ? text : before[p]);
    }

    public bool Equals(PropertyTexts other)
    {
        var mine = this;
        return RecipientProperties.Plain.All(p => mine[p] == other[p]);
    }

    public override bool Equals(object? obj) => obj is PropertyTexts other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var property in RecipientProperties.Plain)
            hash.Add(this[property]);
        return hash.ToHashCode();
    }

    public static bool operator ==(PropertyTexts left, PropertyTexts right) => left.Equals(right);

    public static bool operator !=(PropertyTexts left, PropertyTexts right) => !left.Equals(right);
}
