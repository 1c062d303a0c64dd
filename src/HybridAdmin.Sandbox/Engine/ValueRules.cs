using System.Globalization;
using System.Text;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>The rules of each attribute syntax: the form and limits of values, and their equality.</summary>
internal static class ValueRules
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// Indicates whether the directory regards the values as equal: text without case and diacritics, numbers by
    /// amount, DNs by name.
    /// </summary>
    public static bool AreEqual(SchemaAttribute attribute, DirectoryValue left, DirectoryValue right) =>
        attribute.Syntax switch
        {
            AttributeSyntax.Octets or AttributeSyntax.Sid => left.Octets.Span.SequenceEqual(right.Octets.Span),
            AttributeSyntax.Unicode or AttributeSyntax.Teletex or AttributeSyntax.Oid => Collation.AreEqual(
                left.Text,
                right.Text
            ),
            AttributeSyntax.Integer or AttributeSyntax.Large => TryNumber(left.Text, out var a)
                && TryNumber(right.Text, out var b)
                && a == b,
            AttributeSyntax.Dn => string.Equals(left.Text, right.Text, StringComparison.OrdinalIgnoreCase)
                || (
                    DistinguishedName.TryParse(left.Text, out var x)
                    && DistinguishedName.TryParse(right.Text, out var y)
                    && x.Equals(y)
                ),
            _ => string.Equals(left.Text, right.Text, StringComparison.Ordinal),
        };

    /// <summary>The value as the directory stores it, text as text and octets as octets.</summary>
    /// <exception cref="DirectoryFault">The value does not fit the attribute.</exception>
    public static DirectoryValue Check(SchemaAttribute attribute, DirectoryValue value)
    {
        if (attribute.IsOctets)
            return CheckOctets(attribute, value.IsOctets ? value : new DirectoryValue(value.Octets.ToArray()));

        var text = ToText(attribute, value);
        if (text.Length == 0)
            throw Faults.InvalidSyntax(attribute.Name, "is empty; an attribute without a value has to be removed");
        switch (attribute.Syntax)
        {
            case AttributeSyntax.Boolean when text is not ("TRUE" or "FALSE"):
                throw Faults.InvalidSyntax(attribute.Name, "is neither TRUE nor FALSE");
            case AttributeSyntax.Integer
                when !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                throw Faults.InvalidSyntax(attribute.Name, "is not a number of 32 bits");
            case AttributeSyntax.Large when !TryNumber(text, out _):
                throw Faults.InvalidSyntax(attribute.Name, "is not a number of 64 bits");
            case AttributeSyntax.Dn when !DistinguishedName.TryParse(text, out _):
                throw Faults.InvalidSyntax(attribute.Name, "is not a distinguished name");
            case AttributeSyntax.Printable when !Ascii.IsValid(text):
                throw Faults.InvalidSyntax(attribute.Name, "has characters outside ASCII");
            case AttributeSyntax.Time when !IsTime(text):
                throw Faults.InvalidSyntax(attribute.Name, "is not a time of the form 20261231235959.0Z");
        }

        if (IsText(attribute.Syntax) && text.Length > attribute.RangeUpper)
            throw Faults.Constraint(
                attribute.Name,
                $"is {text.Length} characters long, and {attribute.RangeUpper} are the limit"
            );
        return new DirectoryValue(text);
    }

    public static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>A time in the format of LDAP.</summary>
    public static string ToTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMddHHmmss'.0Z'", CultureInfo.InvariantCulture);

    private static bool IsTime(string text) =>
        DateTime.TryParseExact(text, "yyyyMMddHHmmss'.0Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsText(AttributeSyntax syntax) =>
        syntax is AttributeSyntax.Unicode or AttributeSyntax.Teletex or AttributeSyntax.Printable;

    private static DirectoryValue CheckOctets(SchemaAttribute attribute, DirectoryValue value)
    {
        if (value.Octets.Length == 0)
            throw Faults.InvalidSyntax(attribute.Name, "is empty; an attribute without a value has to be removed");
        if (value.Octets.Length > attribute.RangeUpper)
            throw Faults.Constraint(
                attribute.Name,
                $"is {value.Octets.Length} octets long, and {attribute.RangeUpper} are the limit"
            );
        return value;
    }

    private static string ToText(SchemaAttribute attribute, DirectoryValue value)
    {
        try
        {
            // Through UTF-8 and back, as on the way to a real server: half a surrogate pair is not accepted.
            return StrictUtf8.GetString(value.IsOctets ? value.Octets.ToArray() : StrictUtf8.GetBytes(value.Text));
        }
        catch (ArgumentException)
        {
            throw Faults.InvalidSyntax(attribute.Name, "is not valid text");
        }
    }
}
