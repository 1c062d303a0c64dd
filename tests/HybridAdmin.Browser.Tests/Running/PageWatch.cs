using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace HybridAdmin.Browser.Tests.Running;

/// <summary>
/// Records hidden failures of a page: console errors, script errors, failed requests, requests that leave the origin,
/// style sheets and scripts that did not load. A test that causes one on purpose declares it with <see cref="Expect"/>.
/// </summary>
public sealed class PageWatch
{
    private readonly ConcurrentQueue<string> problems = new();
    private readonly List<Func<string, bool>> expected = [];
    private readonly string origin;

    public PageWatch(IBrowserContext context, string origin)
    {
        this.origin = origin;
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
                Report($"console error: {message.Text} ({message.Location})");
        };
        context.WebError += (_, error) => Report($"script error: {error.Error}");
        context.Request += (_, request) => OnAddress(request.Url);
        context.RequestFailed += (_, request) =>
        {
            // Leaving a page cancels its pending requests.
            if (request.Failure != "net::ERR_ABORTED")
                Report($"request failed: {request.Method} {request.Url}: {request.Failure}");
        };
        context.Response += (_, response) =>
        {
            // 304 confirms the browser's cached copy.
            if (response.Request.ResourceType is "stylesheet" or "script" && response.Status is not (200 or 304))
                Report($"{response.Request.ResourceType} {response.Url} answered {response.Status}");
            else if (response.Status >= 400)
                Report($"{response.Request.Method} {response.Url} answered {response.Status}");
        };
        context.Page += (_, page) => page.WebSocket += (_, socket) => OnAddress(socket.Url);
    }

    /// <summary>The problems that were found and not expected.</summary>
    public IReadOnlyList<string> Problems => [.. problems.Where(p => !expected.Any(e => e(p)))];

    /// <summary>Ignores problems that contain all of these parts.</summary>
    public void Expect(params string[] parts) =>
        expected.Add(problem => parts.All(p => problem.Contains(p, StringComparison.Ordinal)));

    private void OnAddress(string url)
    {
        var uri = new Uri(url);
        if (uri.Scheme is "data" or "blob" or "about" || uri.Authority == new Uri(origin).Authority)
            return;
        Report($"request to another origin: {url}");
    }

    private void Report(string problem) => problems.Enqueue(problem);
}
