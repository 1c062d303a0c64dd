using System.ComponentModel.DataAnnotations;
using System.Reflection;
using HybridAdmin.Core.Access;
using HybridAdmin.Dns;
using HybridAdmin.Hosting;
using HybridAdmin.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using DirectoryOptions = HybridAdmin.Options.DirectoryOptions;
using TenantOptions = HybridAdmin.Options.TenantOptions;

namespace HybridAdmin.Tests.Options;

/// <summary>Rules for every setting, including future ones.</summary>
public sealed class SettingsSchemaTests
{
    private static readonly SettingDescriptor[] Settings = [.. SettingsSchema.Sections.SelectMany(s => s.Settings)];

    public static TheoryData<string> ValidatedSettings { get; } =
    [
        .. Settings
            .Where(s => s.Property.GetCustomAttributes<ValidationAttribute>().Any(IsChecked))
            .Select(s => s.Key)
            .Distinct(),
    ];

    public static TheoryData<string> ConvertedSettings { get; } =
    [.. Settings.Where(s => s.Type != typeof(string) && !s.Setting.Unsupported).Select(s => s.Key)];

    [Fact]
    public void OptionsTypes_AreAllThatHaveASectionAndAllRegistered()
    {
        var declared = typeof(SettingsSchema)
            .Assembly.GetTypes()
            .Where(t => t.IsDefined(typeof(SettingsSectionAttribute)))
            .ToHashSet();
        var registered = new ServiceCollection().AddConsoleOptions(Source()).Select(s => s.ServiceType).ToHashSet();

        Assert.Equal(declared, [.. SettingsSchema.OptionsTypes]);
        Assert.All(declared, t => Assert.Contains(typeof(IConfigureOptions<>).MakeGenericType(t), registered));
    }

    [Theory]
    [MemberData(nameof(ValidatedSettings))]
    public void Validated_WrongValue_NamesKeyAndExample(string pattern)
    {
        var setting = Settings.Last(s => s.Key == pattern);
        var key = SettingsDocument.Numbered(pattern);

        var mistakes = Bind(setting, WrongValue(setting.Property) is { } wrong ? $"{key}={wrong}" : $"{key}:x=y");

        var mistake = Assert.Single(mistakes, m => m.StartsWith($"{key} ", StringComparison.Ordinal));
        Assert.Contains("for example ", mistake, StringComparison.Ordinal);
        if (!setting.Setting.Secret)
            Assert.Contains($"for example {key}={setting.Setting.Example}.", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ConvertedSettings))]
    public void Converted_WrongText_NamesKeyTextAndExample(string pattern)
    {
        var setting = Settings.Last(s => s.Key == pattern);
        var key = SettingsDocument.Numbered(pattern);

        var mistakes = Bind(setting, $"{key}=[?");

        var list = pattern.EndsWith(":#", StringComparison.Ordinal) ? key[..^2] : key;
        var mistake = Assert.Single(mistakes, m => m.StartsWith($"{list} ", StringComparison.Ordinal));
        Assert.Contains("[?", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain(",,", mistake, StringComparison.Ordinal);
        Assert.Contains($"for example {key}={setting.Setting.Example}.", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void Examples_CanBeUsed()
    {
        foreach (var setting in Settings.Where(s => s.Type != typeof(string)))
            Assert.NotNull(SettingConverter.Of(setting.Type)!.Parse(setting.Setting.Example));
    }

    [Fact]
    public void Secrets_AreMarkedAndShowNoExample()
    {
        var secrets = Settings.Where(s => s.Property.Name is "Password" or "ClientSecret" or "Sha256").ToArray();

        Assert.Equal(4, secrets.Length);
        Assert.All(secrets, s => Assert.True(s.Setting.Secret, s.Key));
        Assert.Equal(4, Settings.Count(s => s.Setting.Secret));
    }

    [Fact]
    public void ToString_OfOptions_ShowsNoSecret()
    {
        var settings = Given.Settings([
            .. Given.Production,
            "Tenant:TenantId=contoso.onmicrosoft.com",
            "Tenant:ClientId=99999999-2222-3333-4444-555555555555",
            "Tenant:ClientSecret=geheim",
        ]);

        Assert.All(
            SettingsSchema.OptionsTypes.Append(typeof(ApiTokenOptions)),
            t => Assert.Equal(t.FullName, Activator.CreateInstance(t)!.ToString())
        );
        Assert.DoesNotContain("geheim", $"{settings} {settings.Tenant}", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{settings.Directory}", StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_OfAccess_AreThoseThatThereAre() =>
        Assert.Equal(
            Enum.GetNames<Role>().Order(StringComparer.Ordinal),
            SettingsSchema.PropertiesOf(typeof(RoleGroups)).Select(p => p.Name).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void ToResolver_EverySource_IsTheResolversOfTheSameName() =>
        Assert.All(
            Enum.GetValues<MtaStsFetching>(),
            f =>
                Assert.Equal(
                    f,
                    new global::HybridAdmin.Options.DnsOptions { MtaStsPolicies = Enum.Parse<MtaStsSource>($"{f}") }
                        .ToResolver()
                        .MtaStsPolicies
                )
        );

    [Fact]
    public void ToAdapters_EveryOption_Arrives()
    {
        var directory = new DirectoryOptions
        {
            Servers = ["ldaps://dc1"],
            StartTls = true,
            AllowPlaintext = true,
            TrustedCertificates = "a",
            UserName = "b",
            Password = "c",
            PasswordFile = "d",
            Timeout = TimeSpan.FromSeconds(1),
            ConnectTimeout = TimeSpan.FromSeconds(2),
            PoolSize = 3,
            PageSize = 4,
        };
        var tenant = new TenantOptions { ManagedIdentity = true };
        foreach (
            var text in SettingsSchema.PropertiesOf(typeof(TenantOptions)).Where(p => p.PropertyType == typeof(string))
        )
            text.SetValue(tenant, text.Name);

        AssertSame(directory, directory.ToActiveDirectory());
        AssertSame(tenant, tenant.ToMicrosoft365());
    }

    private static void AssertSame(object options, object adapters)
    {
        foreach (var property in SettingsSchema.PropertiesOf(adapters.GetType()))
        {
            var own = options.GetType().GetProperty(property.Name);
            // Properties that no setting changes.
            if (own is not null && own.PropertyType == property.PropertyType)
                Assert.Equal(own.GetValue(options), property.GetValue(adapters));
        }
    }

    private static bool IsChecked(ValidationAttribute rule) => rule is not FilePathAttribute { MustExist: false };

    /// <returns>Null: the setting must be absent.</returns>
    private static string? WrongValue(PropertyInfo property) =>
        property.GetCustomAttributes<ValidationAttribute>().First(IsChecked) switch
        {
            RangeAttribute { OperandType: var type } when type == typeof(TimeSpan) => "-00:00:01",
            RangeAttribute => "-1",
            FilePathAttribute => "/not/there",
            _ => null,
        };

    private static IReadOnlyList<string> Bind(SettingDescriptor setting, string given)
    {
        var section = SettingsSchema.Sections.Single(s => s.Settings.Contains(setting));
        return SettingsBinder.Bind(Source(given), Activator.CreateInstance(section.Options)!);
    }

    private static SettingsSource Source(params string[] given) => new(Given.Configuration(given), Path.GetTempPath());
}
