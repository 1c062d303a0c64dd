using System.Text.Json;

namespace HybridAdmin.Api;

/// <summary>
/// Reads a JSON object member by member, collecting every mistake: an unknown member, a member named twice, a wrong
/// type. Strict, since a misspelt member that is silently ignored would be a change not made.
/// </summary>
internal sealed class JsonBody
{
    /// <summary>
    /// The most values of a list. An object of Active Directory holds no more addresses than that, and each one is
    /// looked up in the forest.
    /// </summary>
    private const int LongestList = 500;

    private readonly Dictionary<string, IReadOnlyList<string>> errors = [];

    private string? unsupported;

    /// <summary>An answer for what was wrong; null: nothing.</summary>
    public IResult? Problem =>
        unsupported is not null ? ApiProblems.UnsupportedMediaType(unsupported)
        : errors.Count == 0 ? null
        : ApiProblems.Invalid(errors.First().Value[0], errors);

    public void Error(string member, string message) =>
        errors[member] = errors.TryGetValue(member, out var present) ? [.. present, message] : [message];

    /// <summary>Reads the request and hands each member to the reader, which says whether it knows it.</summary>
    public async Task ReadAsync(
        HttpRequest request,
        bool mayBeEmpty,
        Func<string, JsonElement, bool> member,
        CancellationToken cancellationToken
    )
    {
        if (request.ContentType is { Length: > 0 } type && !request.HasJsonContentType())
        {
            unsupported = type;
            return;
        }

        try
        {
            if (mayBeEmpty && request.ContentLength is null or 0 && !request.Headers.TransferEncoding.Any())
                return;
            using var document = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                Error("body", "The body must be a JSON object.");
                return;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var name = property.Name;
                if (!seen.Add(name))
                    Error(name, $"The member {name} is there twice.");
                else if (!member(name, property.Value))
                    Error(name, $"There is no member {name}.");
            }
        }
        catch (JsonException)
        {
            Error("body", "The body is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            Error("body", "The body holds text that is not valid Unicode.");
        }
    }

    public bool Text(string name, JsonElement value, Action<string?> set, bool mayBeNull = false)
    {
        if (value.ValueKind == JsonValueKind.String)
            set(value.GetString());
        else if (value.ValueKind == JsonValueKind.Null)
            set(null);
        else
            Error(name, $"{name} must be a text.");
        if (value.ValueKind == JsonValueKind.Null && !mayBeNull)
            Error(name, $"{name} cannot be null; leave it out to leave it alone.");
        return true;
    }

    public bool Flag(string name, JsonElement value, Action<bool> set)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            set(value.GetBoolean());
        else
            Error(name, $"{name} must be true or false.");
        return true;
    }

    public bool Texts(string name, JsonElement value, Action<IReadOnlyList<string>> set)
    {
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > LongestList)
            Error(name, $"{name} has {value.GetArrayLength()} values; at most {LongestList} can be given at once.");
        else if (
            value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
        )
            set(value.EnumerateArray().Select(v => v.GetString()!).ToArray());
        else
            Error(name, $"{name} must be a list of texts.");
        return true;
    }
}
