using Microsoft.JSInterop;

namespace HybridAdmin.Features.Recipients;

/// <summary>Which columns of the list a person wants to see; kept in that browser.</summary>
internal sealed class RecipientColumns
{
    private const string StorageKey = "hybridadmin.columns.recipients";
    private readonly HashSet<string> chosen = ["ou", "authority"];

    public static IReadOnlyList<(string Key, string Title)> Optional { get; } =
        [("ou", "Organisational unit"), ("alias", "Alias"), ("upn", "Sign-in name"), ("authority", "Authority")];

    public bool Has(string key) => chosen.Contains(key);

    public async Task LoadAsync(IJSRuntime js)
    {
        try
        {
            if (await js.InvokeAsync<string?>("localStorage.getItem", StorageKey) is not { } stored) return;
            chosen.Clear();
            chosen.UnionWith(stored.Split(',').Where(key => Optional.Any(o => o.Key == key)));
        }
        catch (JSException)
        {
            // A browser that keeps nothing: the choice lasts as long as the page.
        }
    }

    public async Task ChooseAsync(IJSRuntime js, string key, bool visible)
    {
        if (visible) chosen.Add(key);
        else chosen.Remove(key);
        try
        {
            await js.InvokeVoidAsync("localStorage.setItem", StorageKey, string.Join(',', chosen));
        }
        catch (JSException)
        {
            // See above.
        }
    }
}
