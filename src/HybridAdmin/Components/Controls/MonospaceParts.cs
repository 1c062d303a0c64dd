namespace HybridAdmin.Components.Controls;

/// <summary>Splits an address or a distinguished name at the places where a line may break.</summary>
internal static class MonospaceParts
{
    public static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            // Before @ and /, so that a line begins with "@contoso.test"; after a comma, a colon, a dot and a
            // semicolon.
            var cutBefore = text[i] is '@' or '/' && i > start;
            if (cutBefore)
            {
                yield return text[start..i];
                start = i;
            }
            else if (text[i] is ',' or ';' or ':' or '.' or '_' && i + 1 < text.Length && text[i + 1] != '/')
            {
                yield return text[start..(i + 1)];
                start = i + 1;
            }
        }

        if (start < text.Length)
            yield return text[start..];
    }
}
