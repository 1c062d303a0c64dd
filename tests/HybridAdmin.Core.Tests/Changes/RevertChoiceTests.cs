using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reverting;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class RevertChoiceTests
{
    private readonly ChangeTestContext bench = new();

    /// <summary>
    /// A change of the console at 10:00, one of another tool that adds an address at 10:05, and one of the console at
    /// 10:10: reverting 10:00 preserves the later changes.
    /// </summary>
    [Fact]
    public async Task Revert_OutsideChangeBetween_KeepsTheirs()
    {
        var anna = bench.AddAnna();
        var first = await bench.EditAsync(anna, new RecipientEdit { AddAddresses = ["x@contoso.example"] });
        bench.Directory.ChangeElsewhere(
            anna,
            "proxyAddresses",
            [.. bench.Directory.Peek(anna, "proxyAddresses"), "smtp:y@contoso.example"]
        );
        await bench.EditAsync(anna, new RecipientEdit { AddAddresses = ["z@contoso.example"] });

        var revert = await bench.RevertAsync(first.ChangeId!.Value);

        Assert.True(revert.IsDone);
        Assert.Equal(
            [
                "SMTP:anna@contoso.example",
                "smtp:berg@contoso.example",
                "smtp:y@contoso.example",
                "smtp:z@contoso.example",
            ],
            bench.Directory.Peek(anna, "proxyAddresses")
        );
    }

    [Fact]
    public async Task Preview_SingleValueMovedOn_NamesTheFourSides()
    {
        var change = await MovedNameAsync();

        var preview = await PreviewAsync(change.ChangeId!.Value, null);

        Assert.Equal(ProblemCode.Stale, preview.Problem!.Code);
        var value = Assert.Single(preview.Problem.Values);
        Assert.Equal(
            ("displayName", "Anna Berg", "Anna Lund", "Anna Holm"),
            (value.Attribute, value.Before, value.After, value.Now)
        );
        Assert.True(value.IsMoved);
    }

    [Fact]
    public async Task Execute_RestoreChosen_WritesTheOldValueAsARevert()
    {
        var change = await MovedNameAsync();

        var result = await RevertAsync(change.ChangeId!.Value, new RevertChoice("displayName", true, "Anna Holm"));

        Assert.True(result.IsDone);
        Assert.Equal(["Anna Berg"], bench.Directory.Peek(bench.Audit.Entries[^1].TargetId!.Value, "displayName"));
        var record = bench.Audit.Entries[^1];
        Assert.Equal((AuditAction.ChangeReverted, change.ChangeId), (record.Action, record.RevertsChangeId));
        Assert.Equal(["Anna Holm"], Assert.Single(record.Changes).Before.Select(v => v.Text));
    }

    [Fact]
    public async Task Execute_KeepChosen_HasNothingToTakeBack()
    {
        var change = await MovedNameAsync();

        var result = await RevertAsync(change.ChangeId!.Value, new RevertChoice("displayName", false, "Anna Holm"));

        Assert.Equal(ProblemCode.NotRevertible, result.Problem!.Code);
    }

    [Fact]
    public async Task Execute_MovedAgainSinceTheChoice_AsksAgain()
    {
        var change = await MovedNameAsync();
        bench.Directory.ChangeElsewhere(bench.Audit.Entries[^1].TargetId!.Value, "displayName", "Anna Third");

        var result = await RevertAsync(change.ChangeId!.Value, new RevertChoice("displayName", true, "Anna Holm"));

        Assert.Equal(ProblemCode.Stale, result.Problem!.Code);
        Assert.Equal("Anna Third", Assert.Single(result.Problem.Values).Now);
    }

    [Theory]
    [InlineData(
        true,
        "SMTP:anna@contoso.example|smtp:berg@contoso.example|smtp:kim@contoso.example",
        "anna@contoso.example"
    )]
    [InlineData(
        false,
        "SMTP:kim@contoso.example|smtp:anna@contoso.example|smtp:berg@contoso.example",
        "kim@contoso.example"
    )]
    public async Task Execute_AnotherPrimarySince_IsOneChoiceAndLeavesOnePrimary(
        bool restore,
        string addresses,
        string mail
    )
    {
        var anna = bench.AddAnna();
        var change = await bench.EditAsync(
            anna,
            new RecipientEdit
            {
                PrimarySmtpAddress = "berg@contoso.example",
                CustomAttributes = new Dictionary<int, string?> { [1] = "x" },
            }
        );
        await bench.EditAsync(anna, new RecipientEdit { PrimarySmtpAddress = "kim@contoso.example" });
        var values = (await PreviewAsync(change.ChangeId!.Value, null)).Problem!.Values;
        var primary = Assert.Single(values, v => v.IsMoved);
        Assert.Equal(
            (true, "anna@contoso.example", "berg@contoso.example", "kim@contoso.example"),
            (primary.IsPrimary, primary.Before, primary.After, primary.Now)
        );

        var result = await RevertAsync(change.ChangeId!.Value, new RevertChoice(primary.Key, restore, primary.Now));

        Assert.True(result.IsDone);
        Assert.Equal(addresses.Split('|'), bench.Directory.Peek(anna, "proxyAddresses"));
        Assert.Equal([mail], bench.Directory.Peek(anna, "mail"));
        Assert.Empty(bench.Directory.Peek(anna, "extensionAttribute1"));
    }

    [Fact]
    public async Task Execute_OneOfTwoAddressesWentSince_TakesTheOtherBack()
    {
        var anna = bench.AddAnna();
        var change = await bench.EditAsync(
            anna,
            new RecipientEdit { AddAddresses = ["x@contoso.example", "y@contoso.example"] }
        );
        await bench.EditAsync(anna, new RecipientEdit { RemoveAddresses = ["x@contoso.example"] });
        var values = (await PreviewAsync(change.ChangeId!.Value, null)).Problem!.Values;
        Assert.Equal([true, false], values.OrderByDescending(v => v.IsBack).Select(v => v.IsBack));

        var result = await RevertAsync(change.ChangeId!.Value);

        Assert.True(result.IsDone);
        Assert.Equal(
            ["SMTP:anna@contoso.example", "smtp:berg@contoso.example"],
            bench.Directory.Peek(anna, "proxyAddresses")
        );
    }

    [Fact]
    public async Task Execute_UnmovedValueKept_IsNotTakenBack()
    {
        var anna = bench.AddAnna();
        var change = await bench.EditAsync(
            anna,
            new RecipientEdit { AddAddresses = ["x@contoso.example", "y@contoso.example"] }
        );

        var result = await RevertAsync(
            change.ChangeId!.Value,
            new RevertChoice("proxyAddresses smtp:x@contoso.example", false, "smtp:x@contoso.example")
        );

        Assert.True(result.IsDone);
        Assert.Equal(
            ["SMTP:anna@contoso.example", "smtp:berg@contoso.example", "smtp:x@contoso.example"],
            bench.Directory.Peek(anna, "proxyAddresses")
        );
    }

    [Fact]
    public async Task Execute_RestoredAddressIsTakenBySomebody_IsRefused()
    {
        var anna = bench.AddAnna();
        var change = await bench.EditAsync(
            anna,
            new RecipientEdit { RemoveAddresses = ["berg@contoso.example"], DisplayName = "Anna Lund" }
        );
        await bench.EditAsync(anna, new RecipientEdit { DisplayName = "Anna Holm" });
        bench.Directory.AddUser("Bo", ("mail", ["berg@contoso.example"]));

        var result = await RevertAsync(change.ChangeId!.Value, new RevertChoice("displayName", true, "Anna Holm"));

        Assert.Equal(ProblemCode.AddressInUse, result.Problem!.Code);
    }

    [Fact]
    public async Task Execute_BeyondTheRole_IsForbiddenWhateverWasChosen()
    {
        var change = await MovedNameAsync();
        bench.Actor = Planning.Actor(Role.Helpdesk);

        Assert.Equal(
            ProblemCode.Forbidden,
            (await RevertAsync(change.ChangeId!.Value, new RevertChoice("displayName", true, "Anna Holm")))
                .Problem!
                .Code
        );
    }

    private async Task<ChangeResult> MovedNameAsync()
    {
        var anna = bench.AddAnna();
        var change = await bench.EditAsync(anna, new RecipientEdit { DisplayName = "Anna Lund" });
        bench.Directory.ChangeElsewhere(anna, "displayName", "Anna Holm");
        return change;
    }

    private async Task<(ChangePlan? Plan, Problem? Problem)> PreviewAsync(
        long change,
        IReadOnlyList<RevertChoice>? choices
    )
    {
        var result = await bench.Revert().PreviewAsync(change, default, choices);
        return (result.Plan, result.Problem);
    }

    private Task<ChangeResult> RevertAsync(long change, params RevertChoice[] choices) =>
        bench.Revert().ExecuteAsync(change, "mistake", Guid.NewGuid(), default, choices);
}
