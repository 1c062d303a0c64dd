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

    /// <summary>The row that the arrow keys move.</summary>
    public ILocator ActiveRow => Grid.Locator("tr[data-active]");

    /// <summary>Number of recipients beside the heading.</summary>
    public ILocator Count => Main.Locator(".page-header-count");

    public ILocator Columns => Page.GetByTitle("Columns");

    public Task OpenAsync(string query = "") => GoToAsync("recipients" + query);

    public ILocator Row(string name) => Rows.Filter(new() { HasText = name });

    public ILocator Filter(string label) =>
        Main.GetByRole(AriaRole.Combobox, new() { NameRegex = new Regex($"^{label}\\b") });

    public ILocator ColumnHeading(string title) => Grid.GetByRole(AriaRole.Columnheader, new() { Name = title });

    /// <summary>
    /// Waits until the list has loaded the matches of the current search and filters, and returns their number.
    /// </summary>
    public async Task<int> CountAsync()
    {
        await Assertions.Expect(Grid).ToHaveAttributeAsync("aria-busy", "false");
        return int.Parse(
            (await Count.InnerTextAsync()).Split(' ', '\n')[0],
            NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture
        );
    }

    /// <summary>Drags the scroll bar to a position and waits until rows are drawn there.</summary>
    /// <param name="share">0 is the top, 1 the end.</param>
    /// <returns>The visible rows, with their positions in the whole list from 0.</returns>
    public async Task<IReadOnlyList<(int Place, string Name)>> ScrollToAsync(double share)
    {
        var scroller = Page.Locator(".data-table-scroll");
        await scroller.EvaluateAsync(
            "(element, share) => element.scrollTop = Math.floor((element.scrollHeight - element.clientHeight) * share)",
            share
        );
        var found = await Page.WaitForFunctionAsync(
            """
            () => {
              const scroller = document.querySelector('.data-table-scroll');
              const box = scroller.getBoundingClientRect();
              const top = box.top + scroller.querySelector('thead').getBoundingClientRect().height;
              const rows = [...scroller.querySelectorAll('tbody tr[aria-rowindex]')]
                .map(row => ({ box: row.getBoundingClientRect(), place: Number(row.getAttribute('aria-rowindex')) - 2, name: row.querySelector('.row-link bdi')?.textContent ?? '' }))
                .filter(row => row.box.top < box.bottom - 1 && row.box.bottom > top + 1);
              const isFull = rows.length > 0 && rows[0].box.top <= top + 1 && rows.at(-1).box.bottom >= box.bottom - rows[0].box.height;
              return isFull ? rows.map(row => `${row.place} ${row.name}`) : null;
            }
            """
        );
        var rows = await found.JsonValueAsync<string[]>();
        return rows.Select(row => row.Split(' ', 2))
            .Select(parts => (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]))
            .ToArray();
    }
}
