using System.Globalization;
using System.Text.Json;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Api;

/// <summary>Reads an edit from a request ("confirm" is decision 0003).</summary>
internal static class EditBody
{
    public static async Task<(RecipientEdit Edit, IResult? Problem)> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var body = new JsonBody();
        var edit = new RecipientEdit();
        await body.ReadAsync(
            request,
            false,
            (name, value) =>
                name switch
                {
                    "addAddresses" => body.Texts(name, value, v => edit = edit with { AddAddresses = v }),
                    "removeAddresses" => body.Texts(name, value, v => edit = edit with { RemoveAddresses = v }),
                    "primarySmtpAddress" => body.Text(name, value, v => edit = edit with { PrimarySmtpAddress = v }),
                    "hiddenFromAddressListsEnabled" => body.Flag(
                        name,
                        value,
                        v => edit = edit with { HiddenFromAddressListsEnabled = v }
                    ),
                    "customAttributes" => CustomAttributes(
                        body,
                        name,
                        value,
                        v => edit = edit with { CustomAttributes = v }
                    ),
                    "reason" => body.Text(name, value, v => edit = edit with { Reason = v }, true),
                    "confirm" => body.Texts(name, value, v => edit = edit with { Confirm = v }),
                    _ => RecipientProperties.OfMember(name) is { Kind: PropertyKind.Text } property
                        && body.Text(name, value, v => edit = edit.With(property, v)),
                },
            cancellationToken
        );
        return (edit, body.Problem);
    }

    private static bool CustomAttributes(
        JsonBody body,
        string name,
        JsonElement value,
        Action<IReadOnlyDictionary<int, string?>> set
    )
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            body.Error(name, "customAttributes must be an object such as { \"1\": \"text\", \"2\": null }.");
            return true;
        }

        var read = new Dictionary<int, string?>();
        foreach (var property in value.EnumerateObject())
        {
            if (!int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                body.Error(name, $"\"{property.Name}\" is not the number of a custom attribute, 1 to 15.");
            else if (property.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
                body.Error(name, $"Custom attribute {number} must be a text, or null to remove it.");
            else if (!read.TryAdd(number, property.Value.GetString()))
                body.Error(name, $"Custom attribute {number} is there twice.");
        }

        set(read);
        return true;
    }
}
