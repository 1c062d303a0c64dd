using System.Globalization;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Settings;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Recipients;

/// <summary>The columns of the list that a person has chosen; stored by the browser under the person's id.</summary>
internal sealed class RecipientColumns
{
    private const string CustomPrefix = "custom";
    private readonly HashSet<string> chosen = ["ou", "authority"];
    private string? storageKey;

    /// <summary>
    /// The optional columns besides name, address, type and visibility; custom attributes by their labels, those with a
    /// configured label first.
    /// </summary>
    public static IReadOnlyList<(string Key, string Title)> Optional(ChangeSettings settings) =>
        [
            ("ou", "Organisational unit"),
            .. RecipientProperties.All.Where(p => p.Column is not null).Select(p => (p.Column!.Key, p.Label)),
            ("authority", "Authority"),
            .. Enumerable
                .Range(1, RecipientAttributes.CustomAttributeCount)
                .OrderByDescending(settings.CustomAttributeLabels.ContainsKey)
                .Select(n => (CustomKey(n), settings.LabelOf(n))),
        ];

    /// <summary>The numbers of the custom attributes that are shown.</summary>
    public IReadOnlyList<int> Custom =>
        Enumerable
            .Range(1, RecipientAttributes.CustomAttributeCount)
            .Where(n => chosen.Contains(CustomKey(n)))
            .ToArray();

    public int Count => chosen.Count;

    public bool Has(string key) => chosen.Contains(key);

    public static string CustomKey(int number) => CustomPrefix + number.ToString(CultureInfo.InvariantCulture);

    /// <param name="person">The id of the person: several people may use one browser.</param>
    public async Task LoadAsync(IJSRuntime js, string person)
    {
        storageKey = $"hybridadmin.columns.recipients.{person}";
        try
        {
            if (await js.InvokeAsync<string?>("localStorage.getItem", storageKey) is not { } stored)
                return;
            var known = Optional(new ChangeSettings()).Select(o => o.Key).ToHashSet(StringComparer.Ordinal);
            chosen.Clear();
            chosen.UnionWith(stored.Split(',').Where(known.Contains));
        }
        catch (JSException)
        {
            // A browser without storage: the choice lasts as long as the page.
        }
    }

    public async Task ChooseAsync(IJSRuntime js, string key, bool visible)
    {
        if (visible)
            chosen.Add(key);
        else
            chosen.Remove(key);
        if (storageKey is null)
            return;
        try
        {
            await js.InvokeVoidAsync(
                "localStorage.setItem",
                storageKey,
                string.Join(',', chosen.Order(StringComparer.Ordinal))
            );
        }
        catch (JSException)
        {
            // As above.
        }
    }
}
