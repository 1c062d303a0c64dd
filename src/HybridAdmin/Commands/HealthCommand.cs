using System.Net;
using HybridAdmin.Hosting;

namespace HybridAdmin.Commands;

/// <summary>
/// Reports whether the console that runs on this computer with the same settings is ready; for containers whose image
/// has no HTTP client.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>0 if the console is ready, otherwise another exit code.</returns>
    public static async Task<int> RunAsync(string[] options, TextWriter output)
    {
        var settings = CommandSettings.Load(options);
        var address = new Uri(AddressOf(settings.Listen.Urls[0]), "health/ready");

        // The request goes to this computer: the certificate is issued for the public name, not for this address.
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
#pragma warning disable CA5359 // see above
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
        };
        using var client = new HttpClient(handler) { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (settings.Proxy.AllowedHosts is [var name, ..])
            request.Headers.Host = name.StartsWith("*.", StringComparison.Ordinal) ? $"health{name[1..]}" : name;
        try
        {
            using var answer = await client.SendAsync(request);
            await output.WriteLineAsync(
                answer.StatusCode == HttpStatusCode.OK
                    ? $"Ready: {address}"
                    : $"Not ready: {address} answers {(int)answer.StatusCode}. "
                        + $"{await answer.Content.ReadAsStringAsync()}"
            );
            return answer.StatusCode == HttpStatusCode.OK ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await output.WriteLineAsync($"Not ready: {address} does not answer. {exception.Message}");
            return 1;
        }
    }

    /// <summary>The address to connect to: a wildcard address is replaced by loopback.</summary>
    private static Uri AddressOf(string url)
    {
        var binding = BindingAddress.Parse(url);
        var isAny =
            binding.Host is "*" or "+"
            || (
                IPAddress.TryParse(binding.Host.Trim('[', ']'), out var ip)
                && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
            );
        return new Uri($"{binding.Scheme}://{(isAny ? "127.0.0.1" : binding.Host)}:{binding.Port}/");
    }
}
