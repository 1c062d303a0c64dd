using System.Text;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// Reads the fields of a row's value blob in the order in which <see cref="RecipientRow"/> wrote them.
/// </summary>
internal ref struct RecipientFieldReader(ReadOnlySpan<byte> values)
{
    private ReadOnlySpan<byte> rest = values;

    public RecipientField Field { get; private set; }

    /// <summary>The field's text as UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Utf8);

    public bool Next()
    {
        if (rest.Length == 0)
            return false;
        Field = (RecipientField)rest[0];
        var used = 1;
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var octet = rest[used++];
            length |= (octet & 0x7f) << shift;
            if (octet < 0x80)
                break;
        }

        Utf8 = rest.Slice(used, length);
        rest = rest[(used + length)..];
        return true;
    }

    /// <summary>The text of the first field of this kind, or null.</summary>
    public static string? Find(ReadOnlySpan<byte> values, RecipientField field)
    {
        var reader = new RecipientFieldReader(values);
        while (reader.Next())
        {
            if (reader.Field == field)
                return reader.Text;
        }

        return null;
    }
}
