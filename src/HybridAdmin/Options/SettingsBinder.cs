using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace HybridAdmin.Options;

/// <summary>
/// Reads the settings of a section into its options. The framework's own binder stops at the first invalid value, and
/// its message shows no valid one; this binder collects every mistake.
/// </summary>
internal sealed class SettingsBinder
{
    private readonly SettingsSource source;
    private readonly List<string> mistakes = [];

    private SettingsBinder(SettingsSource source) => this.source = source;

    /// <returns>A sentence for each invalid value; its property then keeps the default.</returns>
    public static IReadOnlyList<string> Bind(SettingsSource source, object options)
    {
        var binder = new SettingsBinder(source);
        binder.Fill(options, SettingsSchema.SectionOf(options.GetType()));
        return binder.mistakes;
    }

    private void Fill(object target, string prefix)
    {
        foreach (var property in SettingsSchema.PropertiesOf(target.GetType()))
        {
            var key = SettingsSchema.Join(prefix, property.Name);
            var entry = SettingsSchema.ListOf(property.PropertyType);
            if (property.GetCustomAttribute<KeysAttribute>() is { } keys)
                property.SetValue(target, Numbered(key, keys));
            else if (property.GetCustomAttribute<SettingAttribute>() is { Unsupported: true })
                Refuse(key);
            else if (entry is not null)
                FillList(target, property, key, entry);
            else if (SettingConverter.Of(property.PropertyType) is { } converter)
                FillValue(target, property, key, converter);
            else
                Fill(property.GetValue(target)!, key);
        }
    }

    private void FillValue(object target, PropertyInfo property, string key, SettingConverter converter)
    {
        var setting = property.GetCustomAttribute<SettingAttribute>()!;
        var path = property.GetCustomAttribute<FilePathAttribute>();
        var text = setting.Verbatim ? source.Secret(key) : source.Text(key);
        var value = text is null ? null : Convert(key, text, setting, converter, isEntry: false);
        if (text is not null && value is null)
            return;
        if (path is not null && value is string relative)
            value = source.FullPath(relative);
        var isInRange = true;
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
        {
            if ((value is null && rule is not RequiredAttribute) || rule.IsValid(value))
                continue;
            mistakes.Add(SettingSentences.Of(rule, key, setting, converter, value));
            isInRange &= rule is not RangeAttribute;
        }

        if (value is not null && isInRange)
            property.SetValue(target, value);
    }

    private void FillList(object target, PropertyInfo property, string key, Type entry)
    {
        var setting = property.GetCustomAttribute<SettingAttribute>();
        if (SettingConverter.Of(entry) is not { } converter)
        {
            property.SetValue(target, ArrayOf(entry, [.. Items(key, entry)]));
            return;
        }

        var texts = Texts(key);
        var values = texts.Select(t => Convert(key, t, setting!, converter, isEntry: true)).OfType<object>().ToArray();
        if (texts.Count > 0)
            property.SetValue(target, ArrayOf(entry, values));
    }

    private IEnumerable<object> Items(string key, Type type)
    {
        var text = type.GetCustomAttribute<TextStandsForAttribute>() is { } stands
            ? type.GetProperty(stands.Property)
            : null;
        // one text with semicolons stands for the whole list
        if (text is not null && source.Text(key) is not null)
        {
            foreach (var value in Texts(key))
            {
                var item = NewItem(type, key);
                text.SetValue(item, value);
                yield return item;
            }

            yield break;
        }

        foreach (var itemKey in source.Items(key))
        {
            var item = NewItem(type, itemKey);
            Fill(item, itemKey);
            if (source.Text(itemKey) is { } own)
                text?.SetValue(item, own);
            yield return item;
        }
    }

    private IReadOnlyList<string> Texts(string key)
    {
        var texts = source.List(key, out var blanks);
        mistakes.AddRange(blanks.Select(b => $"{b} is empty; give it a value or remove it."));
        return texts;
    }

    private Dictionary<int, string> Numbered(string key, KeysAttribute keys) =>
        Enumerable
            .Range(keys.First, keys.Last - keys.First + 1)
            .Select(number => (number, Text: source.Text($"{key}:{number}")))
            .Where(pair => pair.Text is not null)
            .ToDictionary(pair => pair.number, pair => pair.Text!);

    private object? Convert(string key, string text, SettingAttribute setting, SettingConverter converter, bool isEntry)
    {
        string? reason = null;
        try
        {
            if (converter.Parse(text) is { } value)
                return value;
        }
        catch (ArgumentException exception)
        {
            reason = exception.Message;
        }

        mistakes.Add(SettingSentences.Unusable(key, text, setting, converter, reason, isEntry));
        return null;
    }

    /// <summary>Refuses a setting that nothing uses yet, because the person who sets it would rely on it.</summary>
    private void Refuse(string key)
    {
        if (source.FirstGiven(key) is { } given)
            mistakes.Add($"{given} is not available yet in this version, and nothing would act on it; remove it.");
    }

    private static SettingsItem NewItem(Type type, string key)
    {
        var item = (SettingsItem)Activator.CreateInstance(type)!;
        item.Key = key;
        return item;
    }

    private static Array ArrayOf(Type type, object[] values)
    {
        var array = Array.CreateInstance(type, values.Length);
        Array.Copy(values, array, values.Length);
        return array;
    }
}
