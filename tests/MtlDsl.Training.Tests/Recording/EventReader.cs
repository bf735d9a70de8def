using System.Buffers.Binary;
using Google.Protobuf;
using MtlDsl.Training.Recording;

namespace MtlDsl.Training.Tests.Recording;

/// <summary>Reads TensorBoard's event files as its own reader does: every checksum must be right, fields go by their numbers.</summary>
internal sealed record RecordedEvent(double WallTime, long Step, string? FileVersion, IReadOnlyDictionary<string, float> Numbers, IReadOnlyDictionary<string, byte[]> Images)
{
    public static IReadOnlyList<RecordedEvent> ReadAll(string path)
    {
        var events = new List<RecordedEvent>();
        for (ReadOnlySpan<byte> rest = File.ReadAllBytes(path); rest.Length > 0;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest);
            Unmask(BinaryPrimitives.ReadUInt32LittleEndian(rest[8..])).ShouldBe(Crc32C.Of(rest[..8]));
            Unmask(BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..])).ShouldBe(Crc32C.Of(rest.Slice(12, length)));
            events.Add(Parse(rest.Slice(12, length).ToArray()));
            rest = rest[(16 + length)..];
        }
        return events;
    }

    private static RecordedEvent Parse(byte[] data)
    {
        var (time, step, version) = (0.0, 0L, (string?)null);
        var (numbers, images) = (new Dictionary<string, float>(), new Dictionary<string, byte[]>());
        Fields(data, (field, input) =>
        {
            switch (field)
            {
                case 1: time = input.ReadDouble(); break;
                case 2: step = input.ReadInt64(); break;
                case 3: version = input.ReadString(); break;
                case 5: Fields(input.ReadBytes().ToByteArray(), (_, summary) => ParseValue(summary.ReadBytes().ToByteArray(), numbers, images)); break;
                default: throw new InvalidDataException($"An event has no field {field}.");
            }
        });
        return new(time, step, version, numbers, images);
    }

    private static void ParseValue(byte[] data, Dictionary<string, float> numbers, Dictionary<string, byte[]> images)
    {
        var tag = "";
        Fields(data, (field, input) =>
        {
            switch (field)
            {
                case 1: tag = input.ReadString(); break;
                case 2: numbers.Add(tag, input.ReadFloat()); break;
                case 4:
                    Fields(input.ReadBytes().ToByteArray(), (part, image) =>
                    {
                        if (part == 4)
                            images.Add(tag, image.ReadBytes().ToByteArray());
                        else
                            image.ReadInt32().ShouldBe(part switch { 1 => 2, 2 => 5, _ => 3 });
                    });
                    break;
                default: throw new InvalidDataException($"A value has no field {field}.");
            }
        });
    }

    private static void Fields(byte[] data, Action<int, CodedInputStream> read)
    {
        var input = new CodedInputStream(data);
        while (input.ReadTag() is > 0 and var tag)
            read(WireFormat.GetTagFieldNumber(tag), input);
    }

    private static uint Unmask(uint masked) => (masked - 0xa282ead8) is var rotated ? rotated >> 17 | rotated << 15 : 0;
}
