using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Microsoft365.Tests;

public sealed class TenantWritingTests
{
    private const string Id = "aaaaaaaa-0000-0000-0000-000000000001";
    private static readonly TenantTarget Mailbox = new(TenantTargetKind.Mailbox, Id);
    private static readonly TenantTarget Domain = new(TenantTargetKind.RemoteDomain, "Partner");
    private static readonly TenantTarget User = new(TenantTargetKind.UserSyncBehavior, Id);

    public static TheoryData<TenantWrite, string, string> Cmdlets =>
        new()
        {
            {
                TenantWrites.Of(
                    Mailbox,
                    [
                        new AttributeChange("HiddenFromAddressListsEnabled", ["True"], ["False"]),
                        new AttributeChange("EmailAddresses", ["smtp:b@c.example"], ["smtp:a@c.example"]),
                    ]
                ),
                "Set-Mailbox",
                """{"Identity":"aaaaaaaa-0000-0000-0000-000000000001","EmailAddresses":{"@odata.type":"#Exchange.GenericHashTable","Add":["smtp:a@c.example"],"Remove":["smtp:b@c.example"]},"HiddenFromAddressListsEnabled":false}"""
            },
            {
                TenantWrites.Of(
                    Mailbox with
                    {
                        Kind = TenantTargetKind.MailUser,
                    },
                    [
                        new AttributeChange("EmailAddresses", [], ["SMTP:a@c.example"]),
                        new AttributeChange("CustomAttribute3", ["gone"], []),
                    ]
                ),
                "Set-MailUser",
                """{"Identity":"aaaaaaaa-0000-0000-0000-000000000001","EmailAddresses":["SMTP:a@c.example"],"CustomAttribute3":null}"""
            },
            {
                Set(Mailbox with { Kind = TenantTargetKind.DistributionGroup }, "Alias", "a"),
                "Set-DistributionGroup",
                """{"Identity":"aaaaaaaa-0000-0000-0000-000000000001","Alias":"a"}"""
            },
            {
                Set(Mailbox with { Kind = TenantTargetKind.MailContact }, "DisplayName", "B"),
                "Set-MailContact",
                """{"Identity":"aaaaaaaa-0000-0000-0000-000000000001","DisplayName":"B"}"""
            },
            {
                TenantWrites.Of(
                    Mailbox.Person!.Value,
                    [new AttributeChange("Department", [], ["Legal"]), new AttributeChange("Title", ["gone"], [])]
                ),
                "Set-User",
                """{"Identity":"aaaaaaaa-0000-0000-0000-000000000001","Department":"Legal","Title":null}"""
            },
            {
                HandOver,
                "Set-Mailbox",
                """{"Identity":"aaaaaaaa-0000-0000-0000-000000000001","IsExchangeCloudManaged":true}"""
            },
            {
                Set(Domain, "DomainName", "partner.example"),
                "New-RemoteDomain",
                """{"Name":"Partner","DomainName":"partner.example"}"""
            },
            { Set(Domain, "TNEFEnabled"), "Set-RemoteDomain", """{"Identity":"Partner","TNEFEnabled":null}""" },
            { Set(Domain, "DomainName"), "Remove-RemoteDomain", """{"Identity":"Partner","Confirm":false}""" },
        };

    private static TenantWrite HandOver => Set(Mailbox, "IsExchangeCloudManaged", "True");

    private static TenantWrite OwnedByTheCloud => Set(User, "isCloudManaged", "True");

    private static TenantWrite Set(TenantTarget target, string property, params string[] texts) =>
        TenantWrites.Of(target, [new AttributeChange(property, [], [.. texts.Select(t => new DirectoryValue(t))])]);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public async Task SendAsync_Write_IsOneCmdletWithItsParameters(TenantWrite write, string cmdlet, string parameters)
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On(cmdlet, 200, """{"value":[]}""");

        await rig.Tenant.SendAsync(write, default);

        var call = Assert.Single(rig.Stub.Requests, r => r.Path.EndsWith("InvokeCommand", StringComparison.Ordinal));
        Assert.Equal($$$"""{"CmdletInput":{"CmdletName":"{{{cmdlet}}}","Parameters":{{{parameters}}}}}""", call.Body);
    }

    [Theory]
    [InlineData(
        400,
        """{"error":{"details":[{"message":"E|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|gone"}]}}""",
        TenantFaultKind.NotFound,
        false
    )]
    [InlineData(
        400,
        """{"error":{"details":[{"message":"E|Microsoft.X.ProxyAddressExistsException|taken"}]}}""",
        TenantFaultKind.Conflict,
        false
    )]
    [InlineData(
        400,
        """{"error":{"details":[{"message":"E|Microsoft.X.TaskException|out of the current user's write scope"}]}}""",
        TenantFaultKind.Refused,
        false
    )]
    [InlineData(
        400,
        """{"error":{"message":"A parameter cannot be found that matches parameter name 'IsExchangeCloudManaged'."}}""",
        TenantFaultKind.Denied,
        false
    )]
    [InlineData(
        400,
        """{"error":{"details":[{"message":"E|Microsoft.Exchange.Data.Storage.ServerBusyException|busy"}]}}""",
        TenantFaultKind.Throttled,
        true
    )]
    [InlineData(403, "", TenantFaultKind.Denied, false)]
    [InlineData(429, "", TenantFaultKind.Throttled, false)]
    [InlineData(500, "", TenantFaultKind.Unreachable, true)]
    [InlineData(502, "", TenantFaultKind.Throttled, true)]
    [InlineData(503, "", TenantFaultKind.Throttled, true)]
    [InlineData(504, "", TenantFaultKind.Throttled, true)]
    public async Task SendAsync_Fault_IsToldOnceAndNeverRepeated(
        int status,
        string body,
        TenantFaultKind kind,
        bool isUnknown
    )
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("Set-Mailbox", status, body, ("Retry-After", "1"));

        var fault = await rig.FaultAsync(() => rig.Tenant.SendAsync(HandOver, default));

        Assert.Equal((kind, isUnknown), (fault.Kind, fault.OutcomeUnknown));
        Assert.Equal(1, rig.Stub.Count("Set-Mailbox"));
        Assert.Empty(rig.Time.Waits);
    }

    [Fact]
    public async Task SendAsync_TokenRefused_IsRenewedOnceSinceNothingWasDone()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("Set-Mailbox", 401, "").On("Set-Mailbox", 200, """{"value":[]}""");

        await rig.Tenant.SendAsync(Set(Mailbox, "Alias", "a"), default);

        Assert.Equal(2, rig.Stub.Count("Set-Mailbox"));
    }

    [Fact]
    public async Task SendAsync_AnswerBreaksOff_IsUnknownAndNotRepeated()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.Half("New-RemoteDomain", """{"val""");

        Assert.True(
            (await rig.FaultAsync(() => rig.Tenant.SendAsync(Set(Domain, "DomainName", "P"), default))).OutcomeUnknown
        );
        Assert.Equal(1, rig.Stub.Count("New-RemoteDomain"));
    }

    [Fact]
    public async Task SendAsync_SyncBehavior_FallsBackToBetaOnlyWhenThePathIsUnknown()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On(
                $"/v1.0/users/{Id}/onPremisesSyncBehavior",
                400,
                """{"error":{"code":"BadRequest","message":"Resource not found for the segment 'onPremisesSyncBehavior'."}}"""
            )
            .On($"/beta/users/{Id}/onPremisesSyncBehavior", 204, "");

        await rig.Tenant.SendAsync(OwnedByTheCloud, default);

        var calls = rig.Stub.Requests.Where(r => r.Method == "PATCH").ToArray();
        Assert.Equal(
            [$"/v1.0/users/{Id}/onPremisesSyncBehavior", $"/beta/users/{Id}/onPremisesSyncBehavior"],
            calls.Select(c => c.Path)
        );
        Assert.All(calls, c => Assert.Equal("""{"isCloudManaged":true}""", c.Body));
    }

    [Theory]
    [InlineData(
        400,
        """{"error":{"code":"Request_BadRequest","message":"Domain verification failed with the following error: 'DNS record not found'"}}""",
        TenantFaultKind.Refused,
        false
    )]
    [InlineData(403, "", TenantFaultKind.Denied, false)]
    [InlineData(429, "", TenantFaultKind.Throttled, false)]
    [InlineData(504, "", TenantFaultKind.Throttled, true)]
    public async Task SendAsync_VerifyRefused_KeepsTheReasonAndIsNotRepeated(
        int status,
        string body,
        TenantFaultKind kind,
        bool isUnknown
    )
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("/v1.0/domains/new.example/verify", status, body, ("Retry-After", "1"));

        var fault = await rig.FaultAsync(() =>
            rig.Tenant.SendAsync(
                Set(new TenantTarget(TenantTargetKind.Domain, "new.example"), "isVerified", "True"),
                default
            )
        );

        Assert.Equal(
            (kind, isUnknown, 1),
            (fault.Kind, fault.OutcomeUnknown, rig.Stub.Count("/v1.0/domains/new.example/verify"))
        );
        if (body.Length > 0)
            Assert.Contains("DNS record not found", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        404,
        """{"error":{"code":"Request_ResourceNotFound","message":"Resource 'x' does not exist"}}""",
        TenantFaultKind.NotFound
    )]
    [InlineData(
        403,
        """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges"}}""",
        TenantFaultKind.Denied
    )]
    [InlineData(429, "", TenantFaultKind.Throttled)]
    public async Task SendAsync_SyncBehaviorRefused_IsNotTriedElsewhere(int status, string body, TenantFaultKind kind)
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On($"/v1.0/users/{Id}/onPremisesSyncBehavior", status, body);

        Assert.Equal(kind, (await rig.FaultAsync(() => rig.Tenant.SendAsync(OwnedByTheCloud, default))).Kind);
        Assert.Single(rig.Stub.Requests, r => r.Method == "PATCH");
    }

    [Fact]
    public async Task ReadValuesAsync_Mailbox_HasFlagsAndNothingForEmptyTexts()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On(
            "Get-Mailbox",
            200,
            """{"value":[{"EmailAddresses@odata.type":"#Collection(String)","EmailAddresses":["SMTP:a@c.example","SPO:x"],"HiddenFromAddressListsEnabled":false,"IsExchangeCloudManaged":true,"CustomAttribute1":"","CustomAttribute2":"two"}]}"""
        );

        var values = (await rig.Tenant.ReadValuesAsync(Mailbox, default))!;

        Assert.Equal(
            ["SMTP:a@c.example", "SPO:x"],
            values.Values(ExchangeOnlineProperties.EmailAddresses).Select(v => v.Text)
        );
        Assert.Equal("False", values.Text(ExchangeOnlineProperties.HiddenFromAddressListsEnabled));
        Assert.True(values.Flag(ExchangeOnlineProperties.IsExchangeCloudManaged));
        Assert.Empty(values.Values("CustomAttribute1"));
        Assert.Equal("two", values.Text("CustomAttribute2"));
    }

    [Fact]
    public async Task ReadValuesAsync_WrongTenant_IsAFaultAndNoAbsentObject()
    {
        await using var rig = await TenantHarness.StartAsync();
        rig.Stub.On("Get-RemoteDomain", 404, "");

        Assert.Equal(404, (await rig.FaultAsync(() => rig.Tenant.ReadValuesAsync(Domain, default))).Status);
    }
}
