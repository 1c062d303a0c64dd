using System.Net;
using System.Text.RegularExpressions;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Testing.Running;

/// <summary>
/// A browser without scripts: stores cookies, sends forms with their hidden fields, does not follow redirects.
/// </summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false, UseProxy = false };

    public Visitor(Uri address) => Client = new HttpClient(handler) { BaseAddress = address };

    public HttpClient Client { get; }

    public CookieCollection Cookies => handler.CookieContainer.GetCookies(Client.BaseAddress!);

    /// <summary>Opens a page and submits its form, including the hidden fields.</summary>
    /// <param name="path">The page with the form, query included.</param>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await Client.GetStringAsync(path);
        return await PostAsync(path, [.. HiddenFieldsOf(page), .. fields]);
    }

    /// <summary>The hidden fields of a form, including the anti-forgery token.</summary>
    public static IEnumerable<(string Name, string Value)> HiddenFieldsOf(string page) =>
        HiddenFields()
            .Matches(page)
            .Select(m =>
                (WebUtility.HtmlDecode(m.Groups["name"].Value), WebUtility.HtmlDecode(m.Groups["value"].Value))
            );

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        Client.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    /// <summary>Signs in as the persona with that role.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string role, string query = "")
    {
        var persona = Sandbox.SandboxPersona.All.Single(p => p.Role == role);
        return await SubmitAsync("/sign-in" + query, ("persona", persona.Name));
    }

    public Task<HttpResponseMessage> SignInAsync(string userName, string password, string query) =>
        SubmitAsync("/sign-in" + query, ("userName", userName), ("password", password));

    /// <summary>True if this visitor is signed in and sees the home page.</summary>
    public async Task<bool> IsInsideAsync() => (await Client.GetAsync("/")).StatusCode == HttpStatusCode.OK;

    public void Dispose()
    {
        Client.Dispose();
        handler.Dispose();
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenFields();
}
