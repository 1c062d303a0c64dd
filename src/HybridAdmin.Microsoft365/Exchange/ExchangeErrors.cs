using System.Text.Json;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Exchange;

/// <summary>Maps the errors of the cmdlet end point. Stack traces are never stored.</summary>
internal static class ExchangeErrors
{
    private static readonly string[] Transient =
    [
        "CmdletProxyNotAvailableFailure",
        "ServerBusyException",
        "TransientException",
        "BackendCommunicationException",
    ];

    /// <summary>Recognises transient errors that are reported with status 400.</summary>
    public static bool IsTransient(CloudError error) =>
        error.Status == 400 && Transient.Any(t => error.Text.Contains(t, StringComparison.Ordinal));

    /// <summary>Null: the general table applies.</summary>
    public static TenantFault? Classify(CloudError error, string cmdlet)
    {
        if (IsTransient(error))
            return null;
        var (type, message) = Words(error);
        return error.Status switch
        {
            403 => Fault(TenantFaultKind.Denied, Missing(cmdlet)),
            404 => Fault(
                TenantFaultKind.NotFound,
                "Exchange Online does not know the tenant at this address: check Tenant:TenantId and Tenant:Cloud."
            ),
            400
                when type == "ManagementObjectNotFoundException"
                    || string.Equals(error.Code, "NotFound", StringComparison.OrdinalIgnoreCase) => Fault(
                TenantFaultKind.NotFound,
                "Exchange Online does not know the object."
            ),
            400 when message?.Contains("parameter cannot be found", StringComparison.OrdinalIgnoreCase) == true =>
                Fault(TenantFaultKind.Denied, Missing(cmdlet)),
            400 when IsOnPremises(message) => Fault(
                TenantFaultKind.Refused,
                "This property is managed on-premises: change it in Active Directory."
            ),
            400 when type is "ProxyAddressExistsException" or "NonUniqueAddressException" => Fault(
                TenantFaultKind.Conflict,
                "Another object of the tenant has this address already."
            ),
            400 => Fault(TenantFaultKind.Refused, $"Exchange Online refused: {message ?? "no reason was given"}"),
            _ => null,
        };

        TenantFault Fault(TenantFaultKind kind, string sentence) =>
            new(kind, sentence)
            {
                Status = error.Status,
                Code = type ?? error.Code,
                ServerText = message,
                RequestId = error.RequestId.ToString(),
            };
    }

    private static string Missing(string cmdlet) =>
        $"{cmdlet} or one of its parameters is not available to this application: give it the application "
        + $"role Exchange.ManageAsApp and a role in Exchange Online that holds the cmdlet. A role given "
        + $"just now may take an hour.";

    /// <summary>The three messages by which the services report that a value is mastered in Active Directory.</summary>
    private static bool IsOnPremises(string? message) =>
        message is not null
        && (
            message.Contains("out of the current user's write scope", StringComparison.OrdinalIgnoreCase)
            || message.Contains("being synchronized from your on-premises", StringComparison.OrdinalIgnoreCase)
            || message.StartsWith(
                "An Azure Active Directory call was made to keep object in sync",
                StringComparison.OrdinalIgnoreCase
            )
        );

    /// <summary>The exception's short name and the message, from "code|type|message" of the first detail.</summary>
    private static (string? Type, string? Message) Words(CloudError error)
    {
        try
        {
            using var json = JsonDocument.Parse(error.Text);
            var body = json.RootElement.Member("error");
            var detail = body.Items("details").Select(d => d.Text("message")).OfType<string>().FirstOrDefault();
            var parts = detail?.Split('|', 3);
            var type = parts?.Length == 3 ? parts[1].Split('.')[^1] : null;
            return (
                type,
                parts?.Length == 3
                    ? parts[2]
                    : body.Member("innererror").Member("internalexception").Text("message") ?? body.Text("message")
            );
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }
}
