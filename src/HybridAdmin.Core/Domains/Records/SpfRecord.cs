using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HybridAdmin.Core.Domains.Records;

/// <summary>A term of an SPF record: a mechanism with its qualifier, or a modifier (RFC 7208).</summary>
/// <param name="Name">In lower case: include, a, mx, ip4, all, redirect ...</param>
/// <param name="Qualifier">+, -, ~ or ?; '=' for a modifier.</param>
/// <param name="Value">The text after ':' or '='; empty if there is none.</param>
public sealed record SpfTerm(string Name, char Qualifier, string Value)
{
    /// <summary>
    /// Indicates whether a receiver has to query DNS for the term. Ten such terms are allowed, including those of
    /// included records.
    /// </summary>
    public bool CostsLookup => Name is "include" or "a" or "mx" or "ptr" or "exists" or "redirect";

    /// <summary>Indicates whether it refers to another record.</summary>
    public bool IsReference => Name is "include" or "redirect";

    public override string ToString() =>
        Qualifier == '='
            ? $"{Name}={Value}"
            : $"{(Qualifier == '+' ? "" : Qualifier)}{Name}{(Value.Length == 0 || Value[0] == '/' ? Value : ":" + Value)}";
}

/// <summary>An SPF record as it was read.</summary>
public sealed record SpfRecord(IReadOnlyList<SpfTerm> Terms)
{
    private const string Version = "v=spf1";
    private static readonly string[] Mechanisms = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"];

    /// <summary>
    /// The qualifier for senders that no other term matches: +, -, ~, ?; null if the record does not define it or
    /// leaves it to another record (redirect).
    /// </summary>
    public char? All => Terms.FirstOrDefault(t => t.Name == "all")?.Qualifier;

    public bool HasRedirect => All is null && Terms.Any(t => t.Name == "redirect");

    /// <summary>Indicates whether a text is meant to be an SPF record, well-formed or not.</summary>
    public static bool IsMeant(string text) => text.TrimStart().StartsWith(Version, StringComparison.OrdinalIgnoreCase);

    /// <param name="problem">The error if the record cannot be read, as a sentence.</param>
    public static bool TryParse(string text, out SpfRecord record, out string? problem)
    {
        var words = text.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var terms = new List<SpfTerm>();
        problem =
            words.Length == 0 || !words[0].Equals(Version, StringComparison.OrdinalIgnoreCase)
                ? $"There is no blank after \"{Version}\"."
                : null;
        foreach (var word in words.Skip(1))
        {
            if (problem is not null)
                break;
            var (term, wrong) = Read(word);
            if (term is null)
                problem = wrong;
            else if (term.Qualifier != '=' && terms.Any(t => t.Name == "all"))
                problem = $"\"{word}\" follows \"all\", where it is ignored.";
            else
                terms.Add(term);
        }

        record = new SpfRecord(terms);
        return problem is null;
    }

    private static (SpfTerm? Term, string? Problem) Read(string word)
    {
        var split = word.IndexOfAny([':', '=', '/']);
        if (split > 0 && word[split] == '=')
        {
            var name = word[..split].ToLowerInvariant();
            return name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
                ? (new SpfTerm(name, '=', word[(split + 1)..]), null)
                : (null, $"\"{word}\" is not an SPF term.");
        }

        var hasQualifier = word[0] is '+' or '-' or '~' or '?';
        var mechanism = (split < 0 ? word : word[..split])[(hasQualifier ? 1 : 0)..].ToLowerInvariant();
        var value =
            split < 0 ? string.Empty
            : word[split] == ':' ? word[(split + 1)..]
            : word[split..];
        var term = new SpfTerm(mechanism, hasQualifier ? word[0] : '+', value);
        if (!Mechanisms.Contains(mechanism))
            return (null, $"\"{word}\" is not an SPF term.");
        var isWrong = mechanism switch
        {
            "all" => value.Length > 0,
            "include" or "exists" => value.Length == 0 || value[0] == '/',
            "ip4" => !IsNetwork(value, AddressFamily.InterNetwork, 32),
            "ip6" => !IsNetwork(value, AddressFamily.InterNetworkV6, 128),
            _ => false,
        };
        return isWrong ? (null, $"\"{word}\" is not complete, or its address is not valid.") : (term, null);
    }

    private static bool IsNetwork(string text, AddressFamily family, int longest)
    {
        var parts = text.Split('/');
        return parts.Length <= 2
            && IPAddress.TryParse(parts[0], out var address)
            && address.AddressFamily == family
            && (family == AddressFamily.InterNetworkV6 || parts[0].Count(c => c == '.') == 3)
            && (
                parts.Length == 1
                || (
                    int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
                    && bits <= longest
                )
            );
    }
}
