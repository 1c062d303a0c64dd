using System.Runtime.CompilerServices;
using System.Text.Json;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Exchange;

/// <summary>
/// Cmdlets by the end point that the Exchange Online PowerShell module uses (InvokeCommand). Only its beta version
/// answers.
/// </summary>
internal sealed class ExchangeCmdletClient(CloudHttp http, string tenant) : IExchangeCmdlets
{
    private const string SystemMailbox = "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}";
    private const int PageLimit = 20_000;

    public async IAsyncEnumerable<JsonElement> InvokeAsync(
        string cmdlet,
        IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyList<string> select,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var isRead = IsRead(cmdlet);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { CmdletInput = new { CmdletName = cmdlet, Parameters = parameters } }
        );
        var query = select.Count == 0 ? string.Empty : "?$select=" + string.Join(',', select);
        var next = new Uri(http.Root, $"/adminapi/beta/{tenant}/InvokeCommand{query}");
        for (var page = 0; next is not null; page++)
        {
            if (page >= PageLimit)
                throw Incomplete("The list does not end.");
            // The same body to the next link, with the same headers: that is how this end point pages.
            var call = new CloudCall($"POST InvokeCommand {cmdlet}", HttpMethod.Post, next, isRead)
            {
                Body = body,
                Headers = Headers(cmdlet),
                Classify = error => ExchangeErrors.Classify(error, cmdlet),
                IsTransient = ExchangeErrors.IsTransient,
            };
            var json = (await http.SendAsync(call, cancellationToken).ConfigureAwait(false)).Json;
            if (json.ValueKind == JsonValueKind.Object && !json.Has("value") && isRead)
                throw Incomplete("A page came without its values.");
            foreach (var item in json.Items("value"))
                yield return item;
            var link = json.Text("@odata.nextLink");
            var following = link is null
                ? null
                : http.Own(link)
                    ?? throw new CloudFault(
                        CloudFaultKind.Refused,
                        "Exchange Online named a next page on another server; it is not followed, because "
                            + "the token would go there."
                    );
            if (following == next)
                throw Incomplete("A page names itself as the next one.");
            next = following;
        }
    }

    public async Task<IReadOnlySet<string>?> ListAvailableAsync(CancellationToken cancellationToken)
    {
        var uri = new Uri(http.Root, $"/adminapi/v1.0/{tenant}/EXOModuleFile?Version=3.9.0");
        var call = new CloudCall("GET EXOModuleFile", HttpMethod.Get, uri, IsRepeatable: true)
        {
            Headers = [.. Headers("*"), new("CommandName", "*")],
        };
        try
        {
            var names = (await http.SendAsync(call, cancellationToken).ConfigureAwait(false))
                .Json.Items("value")
                .SelectMany(Exported)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            return names.Count > 0 ? names : null;
        }
        catch (CloudFault fault) when (!fault.IsAway)
        {
            return null; // this end point promises nothing either
        }
    }

    /// <summary>Whether a cmdlet only reads, by its verb.</summary>
    public static bool IsRead(string cmdlet) =>
        cmdlet.StartsWith("Get-", StringComparison.OrdinalIgnoreCase)
        || cmdlet.StartsWith("Test-", StringComparison.OrdinalIgnoreCase);

    /// <summary>A list of names, or one text with them.</summary>
    private static IEnumerable<string> Exported(JsonElement file) =>
        file.Texts("exportedCmdlets")
            .SelectMany(t => t.Split([',', ';', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private KeyValuePair<string, string>[] Headers(string cmdlet) =>
        [
            new("Prefer", "odata.maxpagesize=1000"),
            new(
                "X-AnchorMailbox",
                Guid.TryParse(tenant, out _) ? $"APP:{SystemMailbox}@{tenant}" : $"UPN:{SystemMailbox}@{tenant}"
            ),
            new("X-ResponseFormat", "json"),
            new("X-CmdletName", cmdlet),
        ];

    private static CloudFault Incomplete(string what) =>
        new(CloudFaultKind.Unreachable, $"The answer of Exchange Online is not complete. {what}");
}
