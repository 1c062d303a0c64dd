using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Exchange;

/// <summary>
/// Invokes cmdlets through the end point of the Exchange Online PowerShell module (InvokeCommand). Only its beta
/// version answers.
/// </summary>
internal sealed class ExchangeCmdletClient(
    HttpClient http,
    ServiceEndpoint endpoint,
    TenantOptions options,
    TimeProvider time
) : IExchangeCmdlets
{
    private const string SystemMailbox = "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}";
    private const int PageLimit = 20_000;

    private readonly string tenant =
        options.TenantId ?? throw new ArgumentException("Tenant:TenantId is not set.", nameof(options));

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
        var next = new Uri(endpoint.Root, $"/adminapi/beta/{tenant}/InvokeCommand{query}");
        for (var page = 0; next is not null; page++)
        {
            if (page >= PageLimit)
                throw Incomplete("The list does not end.");
            // The next link gets the same body and headers: that is how this end point pages.
            var call = new TenantCall($"POST InvokeCommand {cmdlet}", isRead)
            {
                IsTransient = ExchangeErrors.IsTransient,
            };
            var json = await SendAsync(call, cmdlet, HttpMethod.Post, next, body, cancellationToken)
                .ConfigureAwait(false);
            if (json.ValueKind == JsonValueKind.Object && !json.Has("value") && isRead)
                throw Incomplete("A page came without its values.");
            foreach (var item in json.Items("value"))
                yield return item;
            var link = json.Text("@odata.nextLink");
            var following = link is null ? null : endpoint.Follow(link);
            if (following == next)
                throw Incomplete("A page names itself as the next one.");
            next = following;
        }
    }

    public async Task<IReadOnlySet<string>?> ListAvailableAsync(CancellationToken cancellationToken)
    {
        var uri = new Uri(endpoint.Root, $"/adminapi/v1.0/{tenant}/EXOModuleFile?Version=3.9.0");
        var call = new TenantCall("GET EXOModuleFile", isRepeatable: true);
        try
        {
            var names = (await SendAsync(call, "*", HttpMethod.Get, uri, null, cancellationToken).ConfigureAwait(false))
                .Items("value")
                .SelectMany(Exported)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            return names.Count > 0 ? names : null;
        }
        catch (TenantFault fault) when (!fault.IsAway)
        {
            return null; // this end point is not guaranteed either
        }
    }

    /// <summary>Determines by its verb whether a cmdlet only reads.</summary>
    public static bool IsRead(string cmdlet) =>
        cmdlet.StartsWith("Get-", StringComparison.OrdinalIgnoreCase)
        || cmdlet.StartsWith("Test-", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="TenantFault">Any response other than a success.</exception>
    private async Task<JsonElement> SendAsync(
        TenantCall call,
        string cmdlet,
        HttpMethod method,
        Uri uri,
        byte[]? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, uri);
        call.Attach(request);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await endpoint.GetAuthorizationTokenAsync(uri, null, cancellationToken).ConfigureAwait(false)
        );
        request.Headers.Accept.ParseAdd("application/json");
        foreach (var (name, value) in Headers(cmdlet))
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return answer.Length == 0 ? default : JsonDocument.Parse(answer).RootElement;
        var error = CloudError.Read((int)response.StatusCode, answer, call.Id);
        var hint = await call.HintAsync(response, time).ConfigureAwait(false);
        throw ExchangeErrors.Classify(error, cmdlet)
            ?? TenantFaultMapper.Of(
                error,
                hint is not null,
                RetryHint.After(response.Headers.RetryAfter, time),
                call.IsRepeatable
            );
    }

    /// <summary>A list of names, or one text that contains them.</summary>
    private static IEnumerable<string> Exported(JsonElement file) =>
        file.Texts("exportedCmdlets")
            .SelectMany(t => t.Split([',', ';', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private KeyValuePair<string, string>[] Headers(string cmdlet) =>
        [
            .. cmdlet == "*" ? [new("CommandName", "*")] : Array.Empty<KeyValuePair<string, string>>(),
            new("Prefer", "odata.maxpagesize=1000"),
            new(
                "X-AnchorMailbox",
                Guid.TryParse(tenant, out _) ? $"APP:{SystemMailbox}@{tenant}" : $"UPN:{SystemMailbox}@{tenant}"
            ),
            new("X-ResponseFormat", "json"),
            new("X-CmdletName", cmdlet),
        ];

    private static TenantFault Incomplete(string what) =>
        new(TenantFaultKind.Unreachable, $"The answer of Exchange Online is not complete. {what}");
}
