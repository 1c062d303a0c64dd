namespace HybridAdmin.Tests.Options;

/// <summary>
/// Every error in the settings ends the program; its sentence names the setting and shows a correct value.
/// </summary>
public sealed class ConsoleSettingsMistakeTests
{
    [Theory]
    [InlineData("Directory:Server:0=ldaps://dc1", "Directory:Server:0", "Directory:Servers")]
    [InlineData("Tenant:TenantID2=x", "Tenant:TenantID2", "Tenant:TenantId")]
    [InlineData("SignIn:Mod=Sandbox", "SignIn:Mod", "SignIn:Mode")]
    [InlineData("Access:Role:Helpdesk:0=x", "Access:Role:Helpdesk:0", "Access:Roles")]
    [InlineData("Access:Roles:HelpDeks:0=x", "Access:Roles:HelpDeks:0", "Access:Roles:Helpdesk")]
    [InlineData("Api:Tokens:0:Hash=x", "Api:Tokens:0:Hash", "Api:Tokens:0:")]
    [InlineData("Api:Tokens:first:Name=x", "Api:Tokens:first:Name", "Api:Tokens:0")]
    [InlineData("Audit:KeyFiles=x", "Audit:KeyFiles", "Audit:KeyFile")]
    [InlineData("Changes:RequireReasons=true", "Changes:RequireReasons", "Changes:RequireReason")]
    [InlineData(
        "Changes:CustomAttributeLabels:16=x",
        "Changes:CustomAttributeLabels:16",
        "Changes:CustomAttributeLabels:1"
    )]
    [InlineData("Domains:Acepted:0=contoso.com", "Domains:Acepted:0", "Domains:Accepted")]
    [InlineData("Proxy:KnownAddress:0=10.0.0.1", "Proxy:KnownAddress:0", "Proxy:KnownAddresses")]
    [InlineData("Sandbox:Listn=0.0.0.0", "Sandbox:Listn", "Sandbox:Listen")]
    [InlineData("Storage:Folder=/tmp/x", "Storage:Folder", "Storage:Path")]
    [InlineData("Direktory:Servers:0=ldaps://dc1", "Direktory:Servers:0", "Directory:Servers:0")]
    [InlineData("Tennant:TenantId=x", "Tennant:TenantId", "Tenant:TenantId")]
    public void Load_UnknownKey_NamesItAndTheNearest(string setting, string unknown, string nearest)
    {
        var mistake = Given.Mistakes(setting)[0];

        Assert.StartsWith($"{unknown} is not a setting. Did you mean {nearest}", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("3601")]
    [InlineData("fast")]
    public void Load_SandboxSpeed_OutsideItsRangeIsRefused(string speed)
    {
        var mistake = Given.Mistake($"Sandbox:Speed={speed}");

        Assert.Contains(
            "write how many seconds of the simulated tenant pass in one, ",
            mistake,
            StringComparison.Ordinal
        );
        Assert.EndsWith("for example Sandbox:Speed=60.", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SandboxSpeedBesideADirectory_IsRefused() =>
        Assert.Contains(
            "Sandbox:Speed",
            Given.Mistake([.. Given.Production, "Sandbox:Speed=1"]),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Tenant:TenantId", "Tenant:ClientId=99999999-2222-3333-4444-555555555555", "Tenant:ClientSecret=x")]
    [InlineData("Tenant:ClientId", "Tenant:TenantId=contoso.onmicrosoft.com", "Tenant:ClientSecret=x")]
    [InlineData(
        "Tenant:CertificateFile",
        "Tenant:TenantId=contoso.onmicrosoft.com",
        "Tenant:ClientId=99999999-2222-3333-4444-555555555555"
    )]
    public void Load_HalfATenant_NamesTheSettingThatIsMissing(string missing, params string[] settings) =>
        Assert.Contains(missing, Given.Mistake([.. Given.Production, .. settings]), StringComparison.Ordinal);

    [Theory]
    [InlineData("Directory:UserName=svc@contoso.test")]
    [InlineData("Directory:UserName=")]
    [InlineData("Directory:SearchBase=DC=contoso,DC=test")]
    [InlineData("Directory=ldaps://dc1.contoso.test")]
    [InlineData("Tenant:TenantId=contoso.onmicrosoft.com")]
    [InlineData("Tenant:RoutingDomain=contoso.mail.onmicrosoft.com")]
    public void Load_DirectoryOrTenantKeyWithoutServer_DoesNotStartTheSandbox(string setting)
    {
        var mistake = Given.Mistake(setting);

        Assert.StartsWith(
            $"{setting.Split('=')[0]} is set, but Directory:Servers names no domain controller.",
            mistake,
            StringComparison.Ordinal
        );
        Assert.Contains("Directory:Servers:0=ldaps://dc1.contoso.local", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Directory:Servers:0=")]
    [InlineData("Directory:Servers=")]
    public void Load_EmptyServer_DoesNotStartTheSandbox(string setting) =>
        Assert.StartsWith($"{setting.TrimEnd('=')} is empty", Given.Mistakes(setting)[0], StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "SignIn:Mode is not set")]
    [InlineData("SignIn:Mode=Sandbox", "SignIn:Mode=Sandbox lets anybody in")]
    [InlineData("SignIn:Mode=Kerberos", "SignIn:Mode is \"Kerberos\"")]
    public void Load_ProductionWithoutFittingSignIn_IsRefused(string? setting, string sentence)
    {
        var settings = Given.Production.Where(s => !s.StartsWith("SignIn:", StringComparison.Ordinal));

        var mistake = Given.Mistake([.. settings, .. setting is null ? Array.Empty<string>() : [setting]]);

        Assert.StartsWith(sentence, mistake, StringComparison.Ordinal);
        Assert.Contains("SignIn:Mode=Directory", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DirectorySignInWithoutDirectory_IsRefused() =>
        Assert.Contains(
            "SignIn:Mode=Directory needs a directory",
            string.Join(' ', Given.Mistakes("SignIn:Mode=Directory")),
            StringComparison.Ordinal
        );

    [Fact]
    public void Load_NobodyHasARole_IsRefused()
    {
        var mistake = Given.Mistake([
            .. Given.Production.Where(s => !s.StartsWith("Access:", StringComparison.Ordinal)),
        ]);

        Assert.Contains("Access:Roles:Administrator:0=", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Directory:Servers:1=ldap://dc2.contoso.test", "ldap://dc2.contoso.test, which is not encrypted")]
    [InlineData("Directory:Servers:1=https://dc2.contoso.test", "Directory:Servers")]
    [InlineData("Directory:StartTls=yes", "Directory:StartTls is \"yes\"")]
    [InlineData("Directory:Timeout=fast", "Directory:Timeout is \"fast\"")]
    [InlineData("Directory:PoolSize=many", "Directory:PoolSize is \"many\"")]
    [InlineData("Directory:PoolSize=0", "Directory:PoolSize is 0; write a number from 1 to 64")]
    [InlineData("Directory:PageSize=1001", "Directory:PageSize is 1001; write a number from 1 to 1000")]
    [InlineData("Directory:Timeout=00:00:00.5", "for example Directory:Timeout=00:00:30")]
    [InlineData("Directory:ConnectTimeout=0", "for example Directory:ConnectTimeout=00:00:05")]
    [InlineData("Directory:SearchBase=Staff", "Directory:SearchBase is \"Staff\", which is not a distinguished name")]
    [InlineData("Directory:TrustedCertificates=/not/there.pem", "Directory:TrustedCertificates names /not/there.pem")]
    [InlineData("Directory:PasswordFile=/not/there", "Directory:PasswordFile names /not/there")]
    [InlineData("Directory:SyncedOrganizationalUnits:0=Staff", "Directory:SyncedOrganizationalUnits has \"Staff\"")]
    [InlineData("Changes:RequireReason=perhaps", "Changes:RequireReason is \"perhaps\"")]
    [InlineData("Changes:ReasonPattern=INC-[0-9", "Changes:ReasonPattern is not a regular expression")]
    [InlineData("Domains:Accepted:0=contoso com", "Domains:Accepted has \"contoso com\"")]
    [InlineData(
        "Access:Roles:Helpdesk:0:OrganizationalUnits:0=OU=Staff,DC=contoso,DC=test",
        "Access:Roles:Helpdesk:0 names no group"
    )]
    [InlineData("Urls=http://0.0.0.0:5080", "Urls has http://0.0.0.0:5080, which others can reach without encryption")]
    [InlineData("Urls=http://*:5080", "Urls has http://*:5080, which others can reach without encryption")]
    [InlineData("Urls=5080", "Urls has \"5080\", which is not an address")]
    [InlineData("Kestrel:Endpoints:Http:Url=http://0.0.0.0:80", "Kestrel:Endpoints:Http:Url is not used")]
    [InlineData("Sandbox:Listen=0.0.0.0", "Sandbox:Listen has no meaning beside a directory")]
    [InlineData("Changes:ApprovalFor:0=Retire", "Changes:ApprovalFor:0 is not available yet")]
    [InlineData("Proxy:KnownAddresses:0=proxy.contoso.test", "Proxy:KnownAddresses has \"proxy.contoso.test\"")]
    [InlineData("Proxy:KnownAddresses:0=10.0.0.1/24", "Proxy:KnownAddresses has \"10.0.0.1/24\"")]
    [InlineData("Proxy:KnownAddresses:0=0.0.0.0/0", "Proxy:KnownAddresses has 0.0.0.0/0, which is everybody")]
    [InlineData(
        "Proxy:AllowedHosts:0=https://console.contoso.test",
        "Proxy:AllowedHosts has \"https://console.contoso.test\""
    )]
    [InlineData(
        "ForwardedHeaders_Enabled=true",
        "ForwardedHeaders_Enabled (ASPNETCORE_FORWARDEDHEADERS_ENABLED) believes"
    )]
    [InlineData("Api:CallsPerMinute=0", "Api:CallsPerMinute is 0")]
    public void Load_WrongValue_NamesTheSetting(string setting, string sentence) =>
        Assert.Contains(
            sentence,
            string.Join(Environment.NewLine, Given.Mistakes([.. Given.Production, setting])),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Urls=http://0.0.0.0:5080")]
    [InlineData("Urls=http://127.0.0.1:5080;http://192.168.1.10:5080")]
    [InlineData("Urls=https://*:5443")]
    public void Load_SandboxOffLoopback_IsRefused(string setting) =>
        Assert.Contains("Sandbox:Listen=", Given.Mistake(setting), StringComparison.Ordinal);

    [Theory]
    [InlineData("Name=", "Api:Tokens:0:Name is not set")]
    [InlineData("Role=", "Api:Tokens:0:Role is not set; write one of Helpdesk, ")]
    [InlineData(
        "Role=Owner",
        "Api:Tokens:0:Role is \"Owner\"; write one of Helpdesk, RecipientAdministrator, Auditor, Administrator"
    )]
    [InlineData("Role=4", "Api:Tokens:0:Role is \"4\"")]
    [InlineData("Sha256=secret", "Api:Tokens:0:Sha256 is not the SHA-256")]
    [InlineData(
        "Sha256=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Api:Tokens:0:Sha256 is not the SHA-256"
    )]
    [InlineData("NotAfter=soon", "Api:Tokens:0:NotAfter is \"soon\"")]
    public void Load_WrongToken_NamesTheMember(string change, string sentence)
    {
        string[] token = ["Name=script", "Role=Auditor", $"Sha256={new string('0', 64)}"];
        var settings = token
            .Where(t => t.Split('=')[0] != change.Split('=')[0])
            .Append(change)
            .Select(t => $"Api:Tokens:0:{t}");

        Assert.StartsWith(sentence, Given.Mistake([.. settings]), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SeveralMistakes_AreAllTold()
    {
        var mistakes = Given.Mistakes(
            "Directory:Servers:0=ldap://dc1.contoso.test",
            "Directory:Sever=x",
            "Changes:RequireReason=perhaps",
            "Urls=http://0.0.0.0:80"
        );

        Assert.True(mistakes.Count >= 5, string.Join(Environment.NewLine, mistakes));
    }

    [Fact]
    public void Load_SecretInAWrongPlace_IsNotRepeated()
    {
        var mistakes = Given.Mistakes("Directory:Pasword=geheim", "Directory:Password=geheim");

        Assert.DoesNotContain("geheim", string.Join(' ', mistakes), StringComparison.Ordinal);
    }
}
