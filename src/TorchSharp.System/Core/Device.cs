using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor lives: a kind of device and which one of them. An index of -1 means the current one.</summary>
    public class Device
    {
        /// <param name="description">Such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
        /// <exception cref="ArgumentException">The text names no device.</exception>
        public Device(string description)
        {
            string[] parts = description.Split(':');
            type = ParseType(parts[0], description);
            index = -1;
            if (parts.Length == 1) return;
            if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                throw new ArgumentException($"'{description}' names no device; write a type and an index, such as 'cuda:0'.", nameof(description));
            index = number;
        }

        /// <exception cref="ArgumentException">The text names no kind of device.</exception>
        public Device(string deviceType, int index = -1)
        {
            type = ParseType(deviceType, deviceType);
            this.index = index;
        }

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>The CUDA device of that index.</summary>
        public Device(int index)
        {
            type = DeviceType.CUDA;
            this.index = index;
        }

        public DeviceType type { get; }

        public int index { get; }

        /// <summary>Type and index as the native side takes them. libtorch counts MPS and META as 13 and 14, as here.</summary>
        internal long Packed => ((long)type << 32) | (uint)index;

        internal static Device FromPacked(long packed) => new((DeviceType)(packed >> 32), (int)packed);

        public override string ToString()
        {
            string name = type.ToString().ToLowerInvariant();
            return index < 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{index}");
        }

        public static implicit operator Device(string description) => new(description);

        private static DeviceType ParseType(string text, string description) =>
            Enum.TryParse(text, ignoreCase: true, out DeviceType parsed) && char.IsLetter(text[0])
                ? parsed
                : throw new ArgumentException($"'{description}' names no device; the types are {string.Join(", ", Enum.GetNames<DeviceType>()).ToLowerInvariant()}.");
    }
}
