using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace MtlDsl.Build
{
    /// <summary>
    /// Copies a library for Linux and marks one symbol version that it needs as weak, so that the loader of a system without that version
    /// takes it. Compiled by the build itself (RoslynCodeTaskFactory), hence against netstandard 2.0 and in the oldest C# that every SDK has.
    /// </summary>
    public sealed class WeakSymbolVersion : Task
    {
        // Elf64 (man 5 elf): the kind of section that lists needed versions, and the flag of a version that may be missing.
        private const uint NeededVersions = 0x6ffffffe;
        private const ushort WeakFlag = 2;

        /// <summary>The library as its package delivers it. It is only read.</summary>
        [Required]
        public string Library { get; set; }

        /// <summary>The version, such as GLIBCXX_3.4.32.</summary>
        [Required]
        public string Version { get; set; }

        /// <summary>The path of the copy.</summary>
        [Required]
        public string Copy { get; set; }

        public override bool Execute()
        {
            var elf = File.ReadAllBytes(Library);
            if (!IsElf64(elf))
            {
                Log.LogError("{0} is no library for 64-bit Linux. MtlDslWeakSymbolVersion=false takes it as it is.", Library);
                return false;
            }
            Mark(elf);
            Write(elf);
            Log.LogMessage(MessageImportance.High,
                "{0} needs {1} of libstdc++, for a symbol that nothing refers to; the output gets a copy that loads without it.",
                Path.GetFileName(Library), Version);
            return true;
        }

        // Under another name first: a build that is broken off leaves no half of a copy that looks up to date.
        private void Write(byte[] elf)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Copy));
            var unfinished = Copy + ".unfinished";
            File.WriteAllBytes(unfinished, elf);
            File.Delete(Copy);
            File.Move(unfinished, Copy);
        }

        private static bool IsElf64(byte[] file)
        {
            return file.Length >= 64 && file[0] == 0x7f && file[1] == 'E' && file[2] == 'L' && file[3] == 'F' && file[4] == 2;
        }

        private void Mark(byte[] elf)
        {
            var (sections, size) = (Offset(elf, 0x28), BitConverter.ToUInt16(elf, 0x3a));
            for (var i = 0; i < BitConverter.ToUInt16(elf, 0x3c); i++)
            {
                var section = sections + i * size;
                if (BitConverter.ToUInt32(elf, section + 4) != NeededVersions)
                    continue;
                var names = sections + Step(elf, section + 40) * size;
                MarkIn(elf, Offset(elf, section + 24), Offset(elf, names + 24));
            }
        }

        // A list of libraries, each with a list of the versions that are needed of it. Steps are relative to the entry; 0 ends a list.
        private void MarkIn(byte[] elf, int library, int names)
        {
            int next;
            do
            {
                var entry = library + Step(elf, library + 8);
                for (var i = 0; i < BitConverter.ToUInt16(elf, library + 2); i++)
                {
                    if (NameAt(elf, names + Step(elf, entry + 8)) == Version)
                        BitConverter.GetBytes((ushort)(BitConverter.ToUInt16(elf, entry + 4) | WeakFlag)).CopyTo(elf, entry + 4);
                    entry += Step(elf, entry + 12);
                }
                next = Step(elf, library + 12);
                library += next;
            }
            while (next != 0);
        }

        private static int Offset(byte[] elf, int field)
        {
            return checked((int)BitConverter.ToUInt64(elf, field));
        }

        private static int Step(byte[] elf, int field)
        {
            return checked((int)BitConverter.ToUInt32(elf, field));
        }

        private static string NameAt(byte[] elf, int start)
        {
            return Encoding.ASCII.GetString(elf, start, Array.IndexOf(elf, (byte)0, start) - start);
        }
    }
}
