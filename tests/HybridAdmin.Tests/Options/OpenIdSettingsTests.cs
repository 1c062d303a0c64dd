using HybridAdmin.Hosting;
using HybridAdmin.Options;
using HybridAdmin.Tests.Hosting;

namespace HybridAdmin.Tests.Options;

public sealed class OpenIdSettingsTests
{
    private const string Tenant = "https://login.microsoftonline.com/0b1c2d3e-0000-0000-0000-000000000001/v2.0";
    private static readonly string[] Whole =
    [
        "SignIn:Mode=OpenIdConnect",
        "Sandbox:OpenIdConnect=true",
        $"SignIn:Authority={Tenant}",
        "SignIn:ClientId=app",
        "Access:Roles:Auditor:0=Auditors",
    ];

    [Fact]
    public void Read_Whole_IsTaken()
    {
        var settings = Given.Settings([.. Whole, "SignIn:ClientSecret=s3cret"]);

        Assert.Equal(
            (SignInMode.OpenIdConnect, Tenant, "app", "s3cret"),
            (
                settings.SignIn,
                settings.OpenId!.Authority.OriginalString,
                settings.OpenId.ClientId,
                settings.OpenId.ClientSecret
            )
        );
        Assert.DoesNotContain("s3cret", settings.OpenId.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/common/v2.0", "any tenant")]
    [InlineData("https://login.microsoftonline.com/Organizations/v2.0", "any tenant")]
    [InlineData("https://login.microsoftonline.us/consumers", "any tenant")]
    [InlineData("https://login.microsoftonline.com/{tenantid}/v2.0", "not the issuer")]
    [InlineData("http://login.contoso.test", "https")]
    [InlineData("ftp://127.0.0.1", "https")]
    [InlineData("https://user:pass@login.contoso.test", "not the issuer")]
    [InlineData("https://login.contoso.test?x=1", "not the issuer")]
    [InlineData("contoso", "not the issuer")]
    [InlineData("", "SignIn:Authority is not set")]
    public void Read_AuthorityOfNoSingleSafeIssuer_IsRefusedAtStart(string authority, string expected)
    {
        var mistake = Given.Mistake(WithAuthority(authority));

        Assert.Contains("SignIn:Authority", mistake, StringComparison.Ordinal);
        Assert.Contains(expected, mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://[::1]:5000/realms/common")]
    [InlineData("https://sign-in.contoso.test/realms/common")]
    public void Read_OtherAuthorities_AreTaken(string authority) =>
        Assert.Equal(authority, Given.Settings(WithAuthority(authority)).OpenId!.Authority.OriginalString);

    [Fact]
    public void Read_WithoutDirectory_IsRefusedUnlessTheSandboxIsMeant()
    {
        var mistakes = Given.Mistakes([.. Whole.Where(s => s != "Sandbox:OpenIdConnect=true")]);

        Assert.Contains(
            mistakes,
            m => m.StartsWith("SignIn:Mode=OpenIdConnect needs a directory", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Read_NoClientAndNoRoles_NamesBoth()
    {
        var mistakes = Given.Mistakes(
            "SignIn:Mode=OpenIdConnect",
            "Sandbox:OpenIdConnect=true",
            $"SignIn:Authority={Tenant}"
        );

        Assert.Contains(mistakes, m => m.StartsWith("SignIn:ClientId", StringComparison.Ordinal));
        Assert.Contains(mistakes, m => m.StartsWith("Access:Roles", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_SecretFromAFile_IsWithoutItsLineEnd()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "secret");
        File.WriteAllText(file, "s3cret\n");

        Assert.Equal("s3cret", Given.Settings([.. Whole, $"SignIn:ClientSecretFile={file}"]).OpenId!.ClientSecret);
        Assert.Contains(
            "both set",
            Given.Mistake([.. Whole, $"SignIn:ClientSecretFile={file}", "SignIn:ClientSecret=x"]),
            StringComparison.Ordinal
        );
        File.WriteAllText(file, "\n");
        Assert.Contains(
            "holds no secret",
            Given.Mistake([.. Whole, $"SignIn:ClientSecretFile={file}"]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_OtherMode_WarnsOfWhatIsNotUsed() =>
        Assert.Contains(
            Given.Settings([.. Given.Production, "SignIn:ClientId=app"]).Warnings,
            w => w.StartsWith("SignIn:ClientId", StringComparison.Ordinal)
        );

    private static string[] WithAuthority(string authority) =>
        [
            .. Whole.Where(s => !s.StartsWith("SignIn:Authority", StringComparison.Ordinal)),
            $"SignIn:Authority={authority}",
        ];
}
