using System.Globalization;
using System.Text.Json.Nodes;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>The parameters of one call; names are compared without case.</summary>
internal sealed class CmdletInput(string cmdlet, JsonObject? parameters)
{
    public string Cmdlet => cmdlet;

    /// <summary>Names as the caller wrote them, without type annotations.</summary>
    public IEnumerable<string> Names =>
        parameters?.Select(p => p.Key).Where(n => !n.Contains('@', StringComparison.Ordinal)) ?? [];

    public bool Has(string name) =>
        parameters?.Any(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) == true;

    public JsonNode? Node(string name) => Http.TenantRequest.Member(parameters, name);

    public string? Text(string name) => Node(name)?.ToString();

    public string Identity =>
        Text("Identity") is { Length: > 0 } identity
            ? identity
            : throw new CmdletFault(
                "System.Management.Automation.ParameterBindingException",
                "Cannot process command because of one or more missing mandatory parameters: Identity."
            );

    /// <exception cref="CmdletFault">Not a Boolean.</exception>
    public bool? Flag(string name)
    {
        if (Node(name) is not { } node)
            return null;
        return node is JsonValue value && value.TryGetValue<bool>(out var flag)
            ? flag
            : throw CmdletFault.Invalid(name, node.ToString());
    }

    /// <summary>The limit: Unlimited, a number, or the default of a thousand.</summary>
    public int? Limit =>
        Text("ResultSize") switch
        {
            null => 1000,
            var text when text.Equals("Unlimited", StringComparison.OrdinalIgnoreCase) => null,
            var text => int.TryParse(text, out var number) ? number : throw CmdletFault.Invalid("ResultSize", text),
        };

    /// <summary>A time; without an offset it is UTC.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw CmdletFault.Invalid(name, text);
    }

    /// <summary>A list, or one text as a list.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Node(name) switch
        {
            JsonArray many => [.. many.Select(t => t?.ToString() ?? string.Empty)],
            JsonValue one => [one.ToString()],
            _ => [],
        };
}
