using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>
/// Get-User, Get-Contact, Set-User and Set-Contact: organisation data, which is mastered in Active Directory as long as
/// the object is synchronised.
/// </summary>
internal sealed class PersonCmdlets(TenantState state)
{
    private const string Write = "Mail Recipients";
    private const string View = "View-Only Recipients";
    private const string Department = "Department";
    private const string Title = "Title";

    /// <summary>The maximum lengths that Exchange Online accepts, in characters.</summary>
    private const int LongestDepartment = 64,
        LongestTitle = 128;

    private static readonly string[] Settable = ["Identity", Department, Title, "Confirm"];

    public IEnumerable<Cmdlet> All =>
        [
            new("Get-User", [View, Write], ["Identity", "ResultSize"], i => Get(i, CloudKind.User)),
            new("Get-Contact", [View, Write], ["Identity", "ResultSize"], i => Get(i, CloudKind.Contact)),
            new("Set-User", [Write], Settable, i => Set(i, CloudKind.User)),
            new("Set-Contact", [Write], Settable, i => Set(i, CloudKind.Contact)),
        ];

    private CmdletResult Get(CmdletInput input, CloudKind kind) =>
        input.Has("Identity")
            ? new([Shape(Find(input, kind))], [])
            : CmdletResult.Limited(
                input,
                state
                    .Objects.Where(o => o.Kind == kind)
                    .OrderBy(o => o.DisplayName, StringComparer.Ordinal)
                    .ThenBy(o => o.Id)
                    .Select(Shape)
            );

    private CmdletResult Set(CmdletInput input, CloudKind kind)
    {
        var item = Find(input, kind);
        var owned = input.Names.FirstOrDefault(n => n.ToUpperInvariant() is not ("IDENTITY" or "CONFIRM"));
        if (owned is not null && item.IsSynced)
            throw CmdletFault.WriteScope(input.Cmdlet, owned, item.DisplayName);
        var changed = item;
        if (input.Has(Department))
            changed = changed with { Department = Text(input, Department, LongestDepartment) };
        if (input.Has(Title))
            changed = changed with { JobTitle = Text(input, Title, LongestTitle) };
        if (!changed.IsSameAs(item))
            state.Put(changed);
        return CmdletResult.Nothing;
    }

    private CloudObject Find(CmdletInput input, CloudKind kind) =>
        state.Objects.FirstOrDefault(o =>
            o.Kind == kind && RecipientCmdlets.Names(o).Contains(input.Identity, StringComparer.OrdinalIgnoreCase)
        ) ?? throw CmdletFault.NotFound(input.Identity);

    /// <summary>$null and an empty text clear the value.</summary>
    private static string? Text(CmdletInput input, string parameter, int longest) =>
        input.Text(parameter) switch
        {
            null or "" => null,
            var text when text.Length > longest => throw CmdletFault.Invalid(parameter, text),
            var text => text,
        };

    private static CmdletOutput Shape(CloudObject item) =>
        new CmdletOutput()
            .Add("Identity", item.DisplayName)
            .Add("Name", item.DisplayName)
            .Add("DisplayName", item.DisplayName)
            .Add("ExternalDirectoryObjectId", item.Id.ToString())
            .Add("UserPrincipalName", item.UserPrincipalName)
            .Add(Department, item.Department ?? string.Empty)
            .Add(Title, item.JobTitle ?? string.Empty)
            .Add("Company", item.CompanyName ?? string.Empty)
            .Add("Office", item.OfficeLocation ?? string.Empty)
            .Add("IsDirSynced", item.IsSynced);
}
