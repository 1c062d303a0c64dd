using System.Text;
using System.Text.Json.Nodes;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>
/// $filter with the operators that the directory service supports: and, or, not, eq, ne, ge, le, in, startsWith,
/// endsWith, and any() with one comparison. Records whether the filter is an advanced query.
/// </summary>
internal sealed class GraphFilter
{
    private static readonly HashSet<string> OnlyAdvanced = new(StringComparer.OrdinalIgnoreCase)
    {
        "onPremisesImmutableId",
        "onPremisesSamAccountName",
        "onPremisesLastSyncDateTime",
        "onPremisesExtensionAttributes",
        "showInAddressList",
        "assignedLicenses/$count",
    };

    private static readonly HashSet<string> NotFilterable = new(StringComparer.OrdinalIgnoreCase)
    {
        "onPremisesDistinguishedName",
        "onPremisesDomainName",
        "onPremisesUserPrincipalName",
        "assignedPlans",
        "serviceProvisioningErrors",
        "licenseAssignmentStates",
        "businessPhones",
    };

    private readonly List<string> words;
    private readonly IReadOnlySet<string> properties;
    private int at;

    private GraphFilter(string text, IReadOnlySet<string> properties)
    {
        words = Split(text);
        this.properties = properties;
    }

    public bool IsAdvanced { get; private set; }

    public Func<JsonObject, bool> Matches { get; private init; } = _ => true;

    /// <param name="properties">The names that the resource has.</param>
    /// <exception cref="GraphFault">The filter is invalid, or not supported for the property.</exception>
    public static GraphFilter Parse(string text, IReadOnlySet<string> properties)
    {
        var reader = new GraphFilter(text, properties);
        var matches = reader.Or();
        if (reader.at < reader.words.Count)
            throw Syntax(reader.words[reader.at]);
        return new GraphFilter(string.Empty, properties) { IsAdvanced = reader.IsAdvanced, Matches = matches };
    }

    private static GraphFault Syntax(string word) =>
        GraphFault.Invalid($"Invalid filter clause: Syntax error at or near '{word}'.");

    private Func<JsonObject, bool> Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (one, other) = (left, And());
            left = o => one(o) || other(o);
        }

        return left;
    }

    private Func<JsonObject, bool> And()
    {
        var left = Not();
        while (Take("and"))
        {
            var (one, other) = (left, Not());
            left = o => one(o) && other(o);
        }

        return left;
    }

    private Func<JsonObject, bool> Not()
    {
        if (Take("not"))
        {
            IsAdvanced = true;
            var inner = Not();
            return o => !inner(o);
        }

        if (!Take("("))
            return Comparison();
        var group = Or();
        Expect(")");
        return group;
    }

    private Func<JsonObject, bool> Comparison()
    {
        var word = Next();
        if (
            word.Equals("startsWith", StringComparison.OrdinalIgnoreCase)
            || word.Equals("endsWith", StringComparison.OrdinalIgnoreCase)
        )
        {
            var test = Function(word, out var path);
            return o => Values(o, path).Any(test);
        }

        if (word.EndsWith("/any", StringComparison.Ordinal))
            return Any(Checked(word[..^4]));
        var property = Checked(word);
        var compare = Operator(Next());
        return o => compare(Values(o, property).FirstOrDefault());
    }

    private Func<JsonObject, bool> Any(string collection)
    {
        Expect("(");
        var variable = Next().TrimEnd(':');
        var word = Next();
        Func<JsonNode?, bool> test;
        string path;
        if (
            word.Equals("startsWith", StringComparison.OrdinalIgnoreCase)
            || word.Equals("endsWith", StringComparison.OrdinalIgnoreCase)
        )
        {
            test = Function(word, out path, isChecked: false);
        }
        else
        {
            path = word;
            test = Operator(Next());
        }

        Expect(")");
        if (path != variable && !path.StartsWith(variable + "/", StringComparison.Ordinal))
            throw Syntax(path);
        var member = path == variable ? null : path[(variable.Length + 1)..];
        return o => o[collection] is JsonArray items && items.Any(i => test(member is null ? i : i?[member]));
    }

    private Func<JsonNode?, bool> Function(string name, out string path, bool isChecked = true)
    {
        Expect("(");
        path = isChecked ? Checked(Next()) : Next();
        Expect(",");
        var value = Text(Next());
        Expect(")");
        if (name.Equals("endsWith", StringComparison.OrdinalIgnoreCase))
        {
            IsAdvanced = true;
            return n => n?.ToString().EndsWith(value, StringComparison.OrdinalIgnoreCase) == true;
        }

        return n => n?.ToString().StartsWith(value, StringComparison.OrdinalIgnoreCase) == true;
    }

    private Func<JsonNode?, bool> Operator(string name)
    {
        if (name == "in")
        {
            Expect("(");
            var choices = new List<string>();
            do choices.Add(Text(Next()));
            while (Take(","));
            Expect(")");
            return n => n is not null && choices.Contains(n.ToString(), StringComparer.OrdinalIgnoreCase);
        }

        var word = Next();
        bool IsEqual(JsonNode? n) =>
            word == "null"
                ? n is null
                : n is not null && n.ToString().Equals(Text(word), StringComparison.OrdinalIgnoreCase);
        int Order(JsonNode n) => string.Compare(n.ToString(), Text(word), StringComparison.OrdinalIgnoreCase);
        if (name is "ne")
            IsAdvanced = true;
        return name switch
        {
            "eq" => IsEqual,
            "ne" => n => !IsEqual(n),
            "ge" => n => n is not null && Order(n) >= 0,
            "le" => n => n is not null && Order(n) <= 0,
            _ => throw Syntax(name),
        };
    }

    private string Checked(string path)
    {
        var property = path.Split('/')[0];
        if (NotFilterable.Contains(property))
            throw Unsupported(property);
        if (!properties.Contains(property))
            throw GraphFault.Invalid(
                $"Could not find a property named '{property}' on type 'microsoft.graph.directoryObject'."
            );
        if (OnlyAdvanced.Contains(property) || OnlyAdvanced.Contains(path))
            IsAdvanced = true;
        return properties.First(p => p.Equals(property, StringComparison.OrdinalIgnoreCase)) + path[property.Length..];
    }

    private static GraphFault Unsupported(string property) =>
        GraphFault.Unsupported(
            $"Unsupported or invalid query filter clause specified for property '{property}' of resource."
        );

    private static IEnumerable<JsonNode?> Values(JsonObject item, string path)
    {
        if (path.EndsWith("/$count", StringComparison.Ordinal))
            return [JsonValue.Create((item[path[..^7]] as JsonArray)?.Count ?? 0)];
        JsonNode? node = item;
        foreach (var part in path.Split('/'))
            node = (node as JsonObject)?[part];
        return node is JsonArray many ? many.AsEnumerable() : new[] { node };
    }

    private static string Text(string word) =>
        word.StartsWith('\'') ? word[1..^1].Replace("''", "'", StringComparison.Ordinal) : word;

    private string Next() => at < words.Count ? words[at++] : throw Syntax("end");

    private bool Take(string word)
    {
        if (at >= words.Count || !words[at].Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Take(word))
            throw Syntax(at < words.Count ? words[at] : "end");
    }

    private static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\'')
            {
                var end = i + 1;
                while (end < text.Length && (text[end] != '\'' || (end + 1 < text.Length && text[end + 1] == '\'')))
                    end += text[end] == '\'' ? 2 : 1;
                if (end >= text.Length)
                    throw GraphFault.Invalid("Invalid filter clause: There is an unterminated string literal.");
                word.Append(text, i, end - i + 1);
                i = end;
            }
            else if (c is '(' or ')' or ',')
            {
                End();
                words.Add(c.ToString());
            }
            else if (c == ' ')
            {
                End();
            }
            else if (c == ':')
            {
                word.Append(c);
                if (!word.ToString().Contains('\'', StringComparison.Ordinal) && !char.IsAsciiDigit(word[0]))
                    End();
            }
            else
            {
                word.Append(c);
            }
        }

        End();
        return words;
    }
}
