using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;

namespace MtlDsl.App.Commands;

/// <summary>
/// Reads the values of all options alike. The parser by itself reads numbers by the machine's language and lets "0,01" pass for 1; for named values
/// it takes numbers and lists as well, and names types where it should name the values.
/// </summary>
internal static class OptionValues
{
    /// <summary>Sets up all options of a command and of those below it.</summary>
    public static void Require(Command command)
    {
        foreach (var option in command.Options)
            Require(option);
        foreach (var below in command.Subcommands)
            Require(below);
    }

    private static void Require(Option option)
    {
        switch (option)
        {
            case Option<int> number:
                number.CustomParser = result => Single<int>(option, result);
                break;
            case Option<int?> number:
                number.CustomParser = result => Single<int>(option, result);
                break;
            case Option<int[]> numbers:
                numbers.CustomParser = result => [.. result.Tokens.Select(token => Read<int>(option, token, result))];
                break;
            case Option<float> number:
                number.CustomParser = result => Single<float>(option, result);
                break;
            case Option<double> number:
                number.CustomParser = result => Single<double>(option, result);
                break;
            default:
                if (Named(option.ValueType) is { } type)
                    option.Validators.Add(result => CheckNames(option, type, result));
                break;
        }
    }

    private static T Single<T>(Option option, ArgumentResult result) where T : INumberBase<T> => Read<T>(option, result.Tokens[0], result);

    private static T Read<T>(Option option, Token token, ArgumentResult result) where T : INumberBase<T>
    {
        if (!Numbers.TryRead(token.Value, out T value))
            result.AddError(Numbers.Problem<T>(option.Name, token.Value));
        return value;
    }

    private static void CheckNames(Option option, Type type, OptionResult result)
    {
        var names = Enum.GetNames(type);
        foreach (var token in result.Tokens)
            if (!names.Contains(token.Value, StringComparer.OrdinalIgnoreCase))
                result.AddError($"{option.Name} is {token.Value}; it is one of {string.Join(", ", names)}.{UsageErrors.Meant(token.Value, names)}");
    }

    private static Type? Named(Type type)
    {
        var single = type.GetElementType() ?? Nullable.GetUnderlyingType(type) ?? type;
        return single.IsEnum ? single : null;
    }
}
