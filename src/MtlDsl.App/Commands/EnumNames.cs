using System.CommandLine;

namespace MtlDsl.App.Commands;

/// <summary>Has options of named values take their names alone; the parser takes numbers and lists for them as well, whatever they stand for.</summary>
internal static class EnumNames
{
    /// <summary>Adds the check to all options of a command.</summary>
    public static void Require(Command command)
    {
        foreach (var option in command.Options)
            if (Values(option.ValueType) is { } type)
                option.Validators.Add(result =>
                {
                    var names = Enum.GetNames(type);
                    foreach (var token in result.Tokens)
                        if (Enum.TryParse(type, token.Value, ignoreCase: true, out _) && !names.Contains(token.Value, StringComparer.OrdinalIgnoreCase))
                            result.AddError($"{option.Name} is {token.Value}; it is one of {string.Join(", ", names)}.");
                });
    }

    private static Type? Values(Type type)
    {
        var single = type.GetElementType() ?? Nullable.GetUnderlyingType(type) ?? type;
        return single.IsEnum ? single : null;
    }
}
