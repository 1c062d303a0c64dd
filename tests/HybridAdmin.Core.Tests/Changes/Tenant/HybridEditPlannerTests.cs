using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Changes.Tenant;

/// <summary>Each property of an edit is written where it is mastered.</summary>
public sealed class EditByAuthorityTests
{
    private static readonly RecipientEdit Mixed = new()
    {
        DisplayName = "Anna Lund",
        AddAddresses = ["lund@contoso.example"],
        Reason = "INC-1",
    };
    private readonly ChangeTestContext bench = new(tenant: new FakeTenant());

    [Fact]
    public async Task GetRecipient_CloudManaged_ShowsTheCloudsValuesAndWhoOwnsThem()
    {
        var (id, _) = bench.AddManaged();

        var details = (await bench.Get().ExecuteAsync(id, default))!;

        Assert.False(details.Recipient.HiddenFromAddressListsEnabled); // TRUE in Active Directory, false in the cloud
        Assert.Contains(details.Recipient.EmailAddresses, a => a.Value == "cloud@contoso.example");
        Assert.Equal(Authority.ExchangeOnline, details.Recipient.Authority);
        Assert.Equal(["TRUE"], details.InDirectory.Texts("msExchHideFromAddressLists"));
    }

    [Fact]
    public async Task GetRecipient_OwnedByActiveDirectory_HasTheSameVersionWithAndWithoutTenant()
    {
        var (id, _) = bench.AddManaged(isCloudManaged: false);

        var details = (await bench.Get().ExecuteAsync(id, default))!;

        Assert.Equal(Authority.OnPremises, details.Recipient.Authority);
        Assert.Equal(bench.VersionOf(id), details.Recipient.Version);
        Assert.True(details.Recipient.HiddenFromAddressListsEnabled);
    }

    [Fact]
    public async Task PreviewAsync_Mixed_ShowsBothPartsAndWritesNothing()
    {
        var (id, mailbox) = bench.AddManaged();

        var plan = (await bench.PreviewAsync(id, Mixed)).Plan!;

        Assert.True(plan.IsApplicable);
        Assert.Equal(["EmailAddresses", "displayName"], plan.Changes.Select(c => c.Attribute));
        Assert.Contains(
            $"Set-Mailbox -Identity '{mailbox.Identity}' -EmailAddresses @{{Add='smtp:lund@contoso.example'}}",
            plan.Cmdlet.Split('\n')
        );
        Assert.Contains("-DisplayName 'Anna Lund'", plan.Cmdlet, StringComparison.Ordinal);
        Assert.DoesNotContain("proxyAddresses", plan.Ldif, StringComparison.Ordinal);
        Assert.Contains("displayName: Anna Lund", plan.Ldif, StringComparison.Ordinal);
        Assert.NotNull(plan.Finding(FindingCodes.MadeInExchangeOnline));
        Assert.Empty(bench.Tenant!.Writes);
        Assert.Equal(0, bench.Directory.Modifies);
        Assert.Empty(bench.Audit.Entries);
    }

    [Fact]
    public async Task ExecuteAsync_Mixed_WritesEachWhereItIsOwnedUnderOneCorrelation()
    {
        var (id, mailbox) = bench.AddManaged();
        var before = bench.Directory.Peek(id, "proxyAddresses");

        var result = await bench.EditAsync(id, Mixed, (await bench.Get().ExecuteAsync(id, default))!.Recipient.Version);

        Assert.Null(result.Problem);
        Assert.Equal(["Anna Lund"], bench.Directory.Peek(id, "displayName"));
        Assert.Equal(before, bench.Directory.Peek(id, "proxyAddresses")); // Active Directory's addresses are untouched
        Assert.Equal(
            ["lund@contoso.example"],
            Assert
                .IsType<ListChange>(
                    Assert
                        .IsType<CmdletWrite>(Assert.Single(bench.Tenant!.Writes))
                        .Cmdlet.Parameters.Single(p => p.Key == ExchangeOnlineProperties.EmailAddresses)
                        .Value
                )
                .Add.Select(a => a["smtp:".Length..])
        );
        Assert.Contains(
            "smtp:lund@contoso.example",
            bench.Tenant.Peek(mailbox, ExchangeOnlineProperties.EmailAddresses)
        );
        Assert.Equal([mailbox, null], bench.Audit.Entries.Select(e => e.Tenant));
        Assert.All(bench.Audit.Entries, e => Assert.Equal((AuditOutcome.Applied, id), (e.Outcome, e.TargetId)));
        Assert.Single(bench.Audit.Entries.Select(e => e.CorrelationId).Distinct());
        Assert.Equal(bench.Audit.Entries.Select(e => e.Id), result.AppliedChangeIds);
        Assert.Contains(
            bench.Tenant.Index.Current.FindByAddress("lund@contoso.example"),
            r => r.Id.ToString() == mailbox.Identity
        );
    }

    [Fact]
    public async Task ExecuteAsync_MixedWithoutTheWriteRole_IsRefusedWholeWithAReasonPerMember()
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.Capabilities =
        [
            .. bench.Tenant.Capabilities.Select(c =>
                c.Operation == TenantOperation.WriteExchangeRecipients
                    ? c with
                    {
                        IsAvailable = false,
                        Missing = "Mail Recipients",
                    }
                    : c
            ),
        ];

        var result = await bench.EditAsync(id, Mixed with { HiddenFromAddressListsEnabled = true });

        Assert.Equal(ProblemCode.AuthorityElsewhere, result.Problem!.Code);
        Assert.Equal(
            ["addAddresses", "hiddenFromAddressListsEnabled"],
            result.Problem.Errors.Keys.Order(StringComparer.Ordinal)
        );
        Assert.All(
            result.Problem.Errors.Values,
            e => Assert.Contains("Mail Recipients", e.Single(), StringComparison.Ordinal)
        );
        Assert.Empty(bench.Tenant.Writes);
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_RoleTakenAwayMeanwhile_WritesNothingAnywhereAndIsRecorded()
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.RefuseNextWrite = new TenantFault(
            TenantFaultKind.Denied,
            "Set-Mailbox is not available to this application."
        )
        {
            Status = 403,
        };

        var result = await bench.EditAsync(id, Mixed);

        Assert.Equal(ProblemCode.AuthorityElsewhere, result.Problem!.Code);
        Assert.Equal(AuditOutcome.Refused, Assert.Single(bench.Audit.Entries).Outcome);
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_SecondPartFails_SaysWhatWasMadeAndWhatNot()
    {
        var (id, mailbox) = bench.AddManaged();
        bench.Tenant!.BeforeWrite = () => bench.Directory.ChangeElsewhere(id, "displayName", "Somebody else");

        var result = await bench.EditAsync(id, Mixed);

        Assert.Equal(ProblemCode.Stale, result.Problem!.Code);
        Assert.Contains(
            "Made in Exchange Online: Added lund@contoso.example (record 1).",
            result.Problem.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("Not made in Active Directory", result.Problem.Message, StringComparison.Ordinal);
        Assert.Equal([1L], result.Problem.AppliedChangeIds);
        Assert.True((await bench.RevertAsync(1)).IsDone);
        Assert.DoesNotContain(
            "smtp:lund@contoso.example",
            bench.Tenant.Peek(mailbox, ExchangeOnlineProperties.EmailAddresses)
        );
    }

    [Fact]
    public async Task ExecuteAsync_DirectoryHasMovedOn_IsFoundBeforeTheFirstPartIsWritten()
    {
        var (id, _) = bench.AddManaged();
        var plan = await bench.PreviewAsync(id, Mixed);
        bench.Directory.ChangeElsewhere(id, "displayName", "Somebody else");

        var result = await bench.Pipeline.RunAsync(plan.Plan!, Planning.Order(Facts()), default);

        Assert.Equal(ProblemCode.Stale, result.Problem!.Code);
        Assert.Empty(bench.Tenant!.Writes);
    }

    [Fact]
    public async Task ExecuteAsync_Primary_SendsTheWholeListWithItsForeignAddresses()
    {
        var (id, mailbox) = bench.AddManaged();

        Assert.Null(
            (await bench.EditAsync(id, new RecipientEdit { PrimarySmtpAddress = "cloud@contoso.example" })).Problem
        );

        Assert.Equal(
            ["SMTP:cloud@contoso.example", "SPO:x", "smtp:anna@contoso.example", "smtp:berg@contoso.example"],
            bench.Tenant!.Peek(mailbox, ExchangeOnlineProperties.EmailAddresses)
        );
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_WholeObjectIsTheClouds_DisplayNameGoesThereToo()
    {
        var (id, mailbox) = bench.AddManaged();
        var cloud = bench.Tenant!.Index.Current.All.Single();
        bench.Tenant.With(cloud with { OnPremisesSyncEnabled = null, IsCloudManaged = true });

        Assert.Null((await bench.EditAsync(id, new RecipientEdit { DisplayName = "Anna Lund" })).Problem);

        Assert.Equal(["Anna Lund"], bench.Tenant.Peek(mailbox, ExchangeOnlineProperties.DisplayName));
        Assert.Equal(0, bench.Directory.Modifies);
    }

    [Fact]
    public async Task ExecuteAsync_TenantAway_OnPremisesWorkGoesOn()
    {
        var (id, _) = bench.AddManaged(isCloudManaged: false);
        bench.Tenant!.Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft 365 cannot be reached.");

        var preview = (await bench.PreviewAsync(id, Mixed)).Plan!;
        var result = await bench.EditAsync(id, Mixed);

        Assert.Contains(
            "Microsoft 365 cannot be reached",
            preview.Finding(FindingCodes.AuthorityUnknown)!.Message,
            StringComparison.Ordinal
        );
        Assert.Null(result.Problem);
        Assert.Contains("smtp:lund@contoso.example", bench.Directory.Peek(id, "proxyAddresses"));
    }

    [Fact]
    public async Task ExecuteAsync_TenantAway_WhatExchangeOnlineOwnsIsRefusedAndNothingIsLost()
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.Fault = new TenantFault(TenantFaultKind.Throttled, "Microsoft 365 is busy.");

        var result = await bench.EditAsync(id, Mixed);
        var name = await bench.EditAsync(
            id,
            new RecipientEdit { DisplayName = "Anna Lund" },
            "a version of better days"
        );

        Assert.Equal(ProblemCode.AuthorityElsewhere, result.Problem!.Code);
        Assert.Contains(
            "Microsoft 365 is busy",
            result.Problem.Errors["addAddresses"].Single(),
            StringComparison.Ordinal
        );
        Assert.Null(name.Problem);
    }

    [Fact]
    public async Task ExecuteAsync_ExchangeDoesNotLetTheApplicationRead_WhatItOwnedLastIsNotWrittenInActiveDirectory()
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.HideExchange = true;

        var result = await bench.EditAsync(id, Mixed);

        Assert.Equal(ProblemCode.AuthorityElsewhere, result.Problem!.Code);
        Assert.Equal(0, bench.Directory.Modifies);
        Assert.Empty(bench.Tenant.Writes);
    }

    [Fact]
    public async Task ExecuteAsync_TenantNeverAnswered_IsRefusedUntilSomebodyWantsItAllTheSame()
    {
        var id = bench.AddAnna();
        bench.Tenant!.Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft 365 cannot be reached.");

        var refused = await bench.EditAsync(id, Mixed);
        var preview = (await bench.PreviewAsync(id, Mixed)).Plan!;
        var written = bench.Directory.Modifies;
        var confirmed = await bench.EditAsync(id, Mixed with { Confirm = [FindingCodes.AuthorityUnknown] });

        Assert.Equal((ProblemCode.Invalid, 0), (refused.Problem!.Code, written));
        Assert.Contains("Microsoft 365 cannot be reached", refused.Problem.Message, StringComparison.Ordinal);
        Assert.True(preview.Finding(FindingCodes.AuthorityUnknown)!.CanBeConfirmed);
        Assert.Null(confirmed.Problem);
        Assert.Contains("smtp:lund@contoso.example", bench.Directory.Peek(id, "proxyAddresses"));
    }

    [Fact]
    public async Task ExecuteAsync_ExchangeNeverAnswered_AsksForExchangeAttributesOnly()
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.With(bench.Tenant.Index.Current.All.Single() with { Exchange = null });
        bench.Tenant.HideExchange = true;

        var addresses = await bench.EditAsync(id, Mixed);
        var name = await bench.EditAsync(id, new RecipientEdit { DisplayName = "Anna Lund" });

        Assert.Equal(ProblemCode.Invalid, addresses.Problem!.Code);
        Assert.Null(name.Problem); // the name is Active Directory's in any case
    }

    [Fact]
    public async Task Several_OwnerUnknown_IsShownInTheReviewWhichConfirmsIt()
    {
        var id = bench.AddAnna();
        bench.Tenant!.Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft 365 cannot be reached.");
        var several = bench.Several();

        var review = await several.ReviewAsync(
            [new(id, new() { HiddenFromAddressListsEnabled = true })],
            null,
            default
        );
        var done = await several.ExecuteAsync(review, "INC-2", null, null, default);

        Assert.Equal(
            FindingSeverity.Warning,
            review.Items.Single().Plan!.Finding(FindingCodes.AuthorityUnknown)!.Severity
        );
        Assert.Equal(1, done.Done);
    }

    [Fact]
    public async Task GetRecipient_GroupWhileTheIndexIsEmpty_IsUnknownAndNotActiveDirectorys()
    {
        var id = bench.Directory.AddGroup(
            "Staff",
            ("mail", ["staff@contoso.example"]),
            ("proxyAddresses", ["SMTP:staff@contoso.example"]),
            ("mailNickname", ["staff"])
        );

        Assert.Equal(Authority.Unknown, (await bench.Get().ExecuteAsync(id, default))!.Recipient.Authority);
    }

    [Fact]
    public async Task PreviewAsync_NoTenantConnected_IsSaidCalmly()
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.Status = TenantStatus.NotConnected;

        var plan = (await bench.PreviewAsync(id, Mixed)).Plan!;

        Assert.Equal(FindingSeverity.Info, plan.Finding(FindingCodes.AuthorityUnknown)!.Severity);
        Assert.True(plan.IsApplicable);
        Assert.IsType<ModifyStep>(Assert.Single(plan.Steps));
    }

    [Theory]
    [InlineData(true, FindingSeverity.Info)]
    [InlineData(false, FindingSeverity.Warning)]
    public async Task PreviewAsync_Pending_IsAllowedAndSaid(bool isNew, FindingSeverity severity)
    {
        var (id, _) = bench.AddManaged();
        var cloud = bench.Tenant!.Index.Current.All.Single();
        bench.Settings = new ChangeSettings { SyncedOrganizationalUnits = [bench.Directory.Peek(id)!.Dn.Parent!] };
        bench.Tenant.With(
            isNew
                ? cloud with
                {
                    OnPremisesImmutableId = "other",
                }
                : cloud with
                {
                    OnPremisesSyncEnabled = null,
                    IsCloudManaged = false,
                }
        );

        var plan = (await bench.PreviewAsync(id, Mixed)).Plan!;

        Assert.Equal(severity, plan.Finding(FindingCodes.AuthorityPending)!.Severity);
        Assert.True(plan.IsApplicable);
        Assert.IsType<ModifyStep>(Assert.Single(plan.Steps));
    }

    [Fact]
    public async Task PreviewAsync_AddressOfAnotherInTheTenant_IsNamed()
    {
        var (id, _) = bench.AddManaged();
        bench.Tenant!.With(
            CloudSamples.User("guest@contoso.example", "SMTP:lund@contoso.example") with
            {
                DisplayName = "Guest Lund",
            }
        );

        var plan = (await bench.PreviewAsync(id, Mixed)).Plan!;

        Assert.Contains("Guest Lund", plan.Finding(FindingCodes.AddressInUse)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_MixedAndPlain_GoTheSameWayAndAreUndoneWhole()
    {
        var (managed, mailbox) = bench.AddManaged();
        var plain = bench.Directory.AddUser(
            "Bo Lund",
            ("mail", ["bo@contoso.example"]),
            ("proxyAddresses", ["SMTP:bo@contoso.example"]),
            ("mailNickname", ["bo"])
        );
        var several = bench.Several();

        var review = await several.ReviewAsync(
            [
                new(managed, new() { HiddenFromAddressListsEnabled = true, DisplayName = "A" }),
                new(plain, new() { HiddenFromAddressListsEnabled = true }),
            ],
            null,
            default
        );
        var done = await several.ExecuteAsync(review, "INC-2", null, null, default);
        var wasHidden = bench.Tenant!.Peek(mailbox, ExchangeOnlineProperties.HiddenFromAddressListsEnabled);
        var undone = await several.UndoAsync(done, "INC-3", null, default);

        Assert.Equal((2, 2), (review.Ready, done.Done));
        Assert.Equal(["True"], wasHidden);
        Assert.Equal(2, undone.Done);
        Assert.Equal(["False"], bench.Tenant.Peek(mailbox, ExchangeOnlineProperties.HiddenFromAddressListsEnabled));
        Assert.Equal(["Anna Berg"], bench.Directory.Peek(managed, "displayName"));
    }

    private ChangeFacts Facts() => Planning.Facts() with { Actor = bench.Actor };
}
