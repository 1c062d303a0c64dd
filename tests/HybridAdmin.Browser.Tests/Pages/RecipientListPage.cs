using System.Globalization;
using System.Text.RegularExpressions;
using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;

namespace HybridAdmin.Browser.Tests.Pages;

public sealed class RecipientListPage(Visit visit) : Frame(visit)
{
    public ILocator Search => Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search recipients" });

    public ILocator Grid => Page.GetByRole(AriaRole.Grid, new() { Name = "Recipients" });

    /// <summary>Rows with a recipient, without the heading.</summary>
    public ILocator Rows => Grid.Locator("tbody tr[aria-rowindex]");

    /// <summary>The row that the keys move.</summary>
    public ILocator ActiveRow => Grid.Locator("tr[data-active]");

    /// <summary>Number of recipients beside the heading.</summary>
    public ILocator Count => Main.Locator(".page-header-count");

    public ILocator Columns => Page.GetByTitle("Columns");

    public Task OpenAsync(string query = "") => GoToAsync("recipients" + query);

    public ILocator Row(string name) => Rows.Filter(new() { HasText = name });

    public ILocator Filter(string label) => Main.GetByRole(AriaRole.Combobox, new() { NameRegex = new Regex($"^{label}\\b") });

    public ILocator ColumnHeading(string title) => Grid.GetByRole(AriaRole.Columnheader, new() { Name = title });

    /// <summary>Waits until the list has loaded what fits the present search and filters, and answers how many there are.</summary>
    public async Task<int> CountAsync()
    {
        await Assertions.Expect(Grid).ToHaveAttributeAsync("aria-busy", "false");
        return int.Parse((await Count.InnerTextAsync()).Split(' ', '\n')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}
