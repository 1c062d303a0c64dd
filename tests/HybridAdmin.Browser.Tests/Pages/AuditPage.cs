using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;

namespace HybridAdmin.Browser.Tests.Pages;

public sealed class AuditPage(Visit visit) : Frame(visit)
{
    public ILocator Grid => Page.GetByRole(AriaRole.Grid, new() { Name = "Audit records" });

    public ILocator Rows => Grid.Locator("tbody tr[aria-rowindex]");

    public ILocator Person => Page.GetByRole(AriaRole.Textbox, new() { Name = "Person" });

    public ILocator Recipient => Page.GetByRole(AriaRole.Textbox, new() { Name = "Recipient" });

    public ILocator Attribute => Page.GetByRole(AriaRole.Combobox, new() { Name = "Attribute" });

    public ILocator Verify => Main.GetByRole(AriaRole.Button, new() { Name = "Verify" });

    public Task OpenAsync(string query = "") => GoToAsync("audit" + query);

    public ILocator Row(string text) => Rows.Filter(new() { HasText = text });
}

public sealed class AuditRecordPage(Visit visit) : Frame(visit)
{
    public ILocator Diff =>
        Page.GetByRole(AriaRole.List, new() { Name = "Changes by attribute" }).GetByRole(AriaRole.Listitem);

    public ILocator Facts => Page.GetByRole(AriaRole.Region, new() { Name = "Record", Exact = true });

    public ILocator TakeBack => Main.GetByRole(AriaRole.Button, new() { Name = "Take this change back" });

    /// <summary>The row of a value that has changed since, for selection.</summary>
    public ILocator Moved(string now) =>
        Page.GetByRole(AriaRole.Region, new() { Name = "Values that moved on" })
            .GetByRole(AriaRole.Row)
            .Filter(new() { HasText = now });

    /// <summary>The button that previews the revert.</summary>
    public ILocator Preview => Main.GetByRole(AriaRole.Button, new() { Name = "See what this would do" });

    public ILocator Planned => Page.GetByRole(AriaRole.List, new() { Name = "What taking it back would do" });

    public ILocator Attribute(string name) => Diff.Filter(new() { Has = Page.GetByText(name, new() { Exact = true }) });
}
